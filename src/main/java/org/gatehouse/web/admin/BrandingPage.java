package org.gatehouse.web.admin;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.core.administration.ManageBranding;
import org.gatehouse.core.branding.BrandDraft;
import org.gatehouse.core.branding.BrandRule;
import org.gatehouse.core.branding.BrandScheme;
import org.gatehouse.core.branding.Branding;
import org.gatehouse.core.branding.Logo;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.Rule;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.web.Brand;
import org.gatehouse.web.Browser;
import org.gatehouse.web.Form;
import org.gatehouse.web.Texts;

/** {@code /admin/branding}: how the pages of the workspace look. */
@Named
@RequestScoped
public class BrandingPage {
  private static final Map<Rule, String> FIELDS =
      Map.of(
          BrandRule.NAME_INVALID, "shownName",
          BrandRule.LIGHT_INVALID, "lightColor",
          BrandRule.LIGHT_TOO_WEAK, "lightColor",
          BrandRule.DARK_INVALID, "darkColor",
          BrandRule.DARK_TOO_WEAK, "darkColor",
          BrandRule.HELP_INVALID, "helpLink",
          BrandRule.IMPRINT_INVALID, "imprintLink",
          BrandRule.PRIVACY_INVALID, "privacyLink");

  private static final int HEIGHT = 64;

  @Inject private CurrentCaller caller;
  @Inject private ManageBranding branding;
  @Inject private Browser browser;
  @Inject private Texts texts;

  private final Form form =
      new Form(
              "shownName",
              "lightColor",
              "darkColor",
              "helpLink",
              "imprintLink",
              "privacyLink",
              "logo")
          .boxes("withoutLogo");
  private Optional<Logo> logo = Optional.empty();

  @PostConstruct
  void fillIn() {
    Branding present = branding.find(caller.get());
    form.put("shownName", present.name());
    form.put("lightColor", present.color(BrandScheme.LIGHT));
    form.put("darkColor", present.color(BrandScheme.DARK));
    form.put("helpLink", present.links().help());
    form.put("imprintLink", present.links().imprint());
    form.put("privacyLink", present.links().privacy());
    logo = present.logo();
  }

  /** Saves it, or says what is wrong beside the field. */
  public void save() {
    BrandDraft draft =
        new BrandDraft(
            form.text("shownName"),
            form.text("lightColor"),
            form.text("darkColor"),
            new BrandDraft.Links(
                form.text("helpLink"), form.text("imprintLink"), form.text("privacyLink")),
            form.isTicked("withoutLogo")
                ? Optional.of("")
                : Optional.of(form.text("logo")).filter(typed -> !typed.isBlank()));
    try {
      branding.change(caller.get(), present -> draft);
      browser.go("/admin/branding", "branding.saved");
    } catch (InvalidInput e) {
      texts.wrong(FIELDS.getOrDefault(e.rule(), "logo"), e);
    }
  }

  /** The address of the picture that is there; empty if there is none. */
  public String getLogo() {
    return logo.map(Logo::hash).map(Brand::logoAddress).orElse("");
  }

  /** How wide it is, shown as high as it can be here, pixels. */
  public int getLogoWidth() {
    return logo.map(known -> Math.max(1, HEIGHT * known.width() / known.height())).orElse(0);
  }

  /** The largest picture, bytes. */
  public int getLargestLogo() {
    return Logo.LARGEST;
  }

  /** Our own colour in the light. */
  public String getUsualLight() {
    return BrandScheme.LIGHT.usual();
  }

  /** Our own colour in the dark. */
  public String getUsualDark() {
    return BrandScheme.DARK.usual();
  }

  public Form getForm() {
    return form;
  }
}
