package org.gatehouse.web;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.TransactionalException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.gatehouse.core.branding.BrandDraft;
import org.gatehouse.core.branding.BrandScheme;
import org.gatehouse.core.branding.Branding;
import org.gatehouse.core.branding.Logo;
import org.gatehouse.core.branding.RecentBrandings;
import org.gatehouse.core.session.Caller;
import org.gatehouse.http.CurrentCaller;

/**
 * How a page looks: as the workspace of whoever is logged in wants it, or the one that the login
 * page is for.
 */
@Named
@RequestScoped
public class Brand {
  private static final Logger LOG = System.getLogger(Brand.class.getName());

  /** As high as ours beside the name, and not so wide that it pushes that away on a phone. */
  private static final int HEIGHT = 32;

  private static final int WIDEST = 160;

  @Inject private RecentBrandings brandings;
  @Inject private CurrentCaller caller;
  @Inject private Texts texts;

  private Optional<Branding> shown = Optional.empty();

  @PostConstruct
  void ofCaller() {
    show(caller.find().map(Caller::workspaceId));
  }

  /** The page looks as this workspace wants it, if there is one, and it has said so. */
  public void show(Optional<UUID> workspaceId) {
    try {
      shown = workspaceId.flatMap(brandings::find);
    } catch (PersistenceException | TransactionalException e) {
      // The page is there without the database, too.
      LOG.log(Level.DEBUG, "The database doesn't answer", e);
    }
  }

  /** What stands at the head of the page. */
  public String getName() {
    return shown.map(Branding::name).filter(name -> !name.isEmpty()).orElse("Gatehouse");
  }

  /** The address of the picture beside it; empty for ours. */
  public String getLogo() {
    return logo().map(logo -> logoAddress(logo.hash())).orElse("");
  }

  /** The address of a picture. */
  public static String logoAddress(String hash) {
    return "/brand/" + hash + ".png";
  }

  /** How wide it is shown, pixels, so that nothing moves when it comes. */
  public int getLogoWidth() {
    return logo()
        .map(logo -> Math.max(1, Math.round((float) HEIGHT * logo.width() / logo.height())))
        .map(width -> Math.min(width, WIDEST))
        .orElse(HEIGHT);
  }

  private Optional<Logo> logo() {
    return shown.flatMap(Branding::logo);
  }

  /** The address of the style sheet with the colours; empty for ours. */
  public String getStyleSheet() {
    String light = color(BrandScheme.LIGHT);
    String dark = color(BrandScheme.DARK);
    return light.isEmpty() && dark.isEmpty()
        ? ""
        : "/brand/"
            + hex(light.isEmpty() ? BrandScheme.LIGHT.usual() : light)
            + "-"
            + hex(dark.isEmpty() ? BrandScheme.DARK.usual() : dark)
            + ".css";
  }

  private String color(BrandScheme scheme) {
    return shown.map(branding -> branding.color(scheme)).orElse("");
  }

  private static String hex(String color) {
    return color.substring(1);
  }

  /** All that makes it differ from another one. */
  public List<String> getFace() {
    return shown.map(branding -> List.copyOf(branding.settings().values())).orElse(List.of());
  }

  /** Where people are helped, who is behind it, and what is done with what is known of them. */
  public List<Link> getLinks() {
    return shown.map(Branding::links).map(this::links).orElse(List.of());
  }

  private List<Link> links(BrandDraft.Links links) {
    return Stream.of(
            new Link(texts.get("brand.help"), links.help()),
            new Link(texts.get("brand.imprint"), links.imprint()),
            new Link(texts.get("brand.privacy"), links.privacy()))
        .filter(link -> !link.url().isEmpty())
        .toList();
  }

  /**
   * A link at the foot of the page.
   *
   * @param name what it says
   * @param url an address of somebody else
   */
  public record Link(String name, String url) {}
}
