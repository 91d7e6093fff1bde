package org.gatehouse.core.branding;

import com.google.common.collect.ImmutableMap;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.text.Names;

/** How the pages of a workspace look. */
@Entity
@Table(name = "branding")
public class Branding {
  /** The longest name, characters. */
  static final int LONGEST_NAME = 60;

  private static final int LONGEST_LINK = 500;

  @Id
  @Column(name = "workspace_id")
  private UUID workspaceId;

  @Column(name = "shown_name")
  private String name = "";

  @Column(name = "light_color")
  private String lightColor = "";

  @Column(name = "dark_color")
  private String darkColor = "";

  @Column(name = "help_link")
  private String helpLink = "";

  @Column(name = "imprint_link")
  private String imprintLink = "";

  @Column(name = "privacy_link")
  private String privacyLink = "";

  @Column(name = "logo_hash")
  private String logoHash = "";

  @Column(name = "logo_width")
  private int logoWidth;

  @Column(name = "logo_height")
  private int logoHeight;

  /** For JPA. */
  protected Branding() {}

  /** As ours: nobody has said anything. */
  Branding(UUID workspaceId) {
    this.workspaceId = workspaceId;
  }

  /** What the workspace is called on its pages; empty for nothing. */
  public String name() {
    return name;
  }

  /** The picture, if there is one. */
  public Optional<Logo> logo() {
    return logoHash.isEmpty()
        ? Optional.empty()
        : Optional.of(new Logo(logoHash, logoWidth, logoHeight));
  }

  /** The colour of links and buttons; empty for ours. */
  public String color(BrandScheme scheme) {
    return scheme == BrandScheme.LIGHT ? lightColor : darkColor;
  }

  /** Addresses of others, each empty if there is none. */
  public BrandDraft.Links links() {
    return new BrandDraft.Links(helpLink, imprintLink, privacyLink);
  }

  /** Whether the pages look as ours. */
  public boolean isNone() {
    return settings().values().stream().allMatch(String::isEmpty);
  }

  /** All of it, to be changed; the picture stays as it is. */
  public BrandDraft draft() {
    return new BrandDraft(name, lightColor, darkColor, links(), Optional.empty());
  }

  /**
   * From now on they look so, but for the picture.
   *
   * @throws InvalidInput if something of it is not to be had
   */
  void change(BrandDraft to) {
    name = readName(to.name());
    lightColor = BrandScheme.LIGHT.read(to.lightColor());
    darkColor = BrandScheme.DARK.read(to.darkColor());
    helpLink = readLink(to.links().help(), BrandRule.HELP_INVALID);
    imprintLink = readLink(to.links().imprint(), BrandRule.IMPRINT_INVALID);
    privacyLink = readLink(to.links().privacy(), BrandRule.PRIVACY_INVALID);
  }

  /** From now on they have this picture, or none. */
  void show(Optional<Logo> logo) {
    logoHash = logo.map(Logo::hash).orElse("");
    logoWidth = logo.map(Logo::width).orElse(0);
    logoHeight = logo.map(Logo::height).orElse(0);
  }

  /** What is set, for the audit log. */
  public Map<String, String> settings() {
    return ImmutableMap.of(
        "name", name,
        "light_color", lightColor,
        "dark_color", darkColor,
        "help_link", helpLink,
        "imprint_link", imprintLink,
        "privacy_link", privacyLink,
        "logo", logoHash);
  }

  private static String readName(String typed) {
    return typed.isBlank()
        ? ""
        : Names.prepare(typed, LONGEST_NAME)
            .orElseThrow(() -> new InvalidInput(BrandRule.NAME_INVALID, LONGEST_NAME));
  }

  private static String readLink(String typed, BrandRule rule) {
    String link = typed.strip();
    if (link.isEmpty()) {
      return "";
    }
    try {
      URI uri = new URI(link).parseServerAuthority();
      if (link.length() <= LONGEST_LINK
          && link.chars().allMatch(c -> c > ' ' && c < 0x7f)
          && "https".equals(uri.getScheme())
          && uri.getHost() != null
          && uri.getRawUserInfo() == null) {
        return link;
      }
    } catch (URISyntaxException e) {
      // Told below, like any other that is none.
    }
    throw new InvalidInput(rule);
  }
}
