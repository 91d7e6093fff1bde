package org.gatehouse.core.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.branding.BrandDraft;
import org.gatehouse.core.branding.BrandRule;
import org.gatehouse.core.branding.BrandScheme;
import org.gatehouse.core.branding.Branding;
import org.gatehouse.core.branding.Brandings;
import org.gatehouse.core.branding.Logo;
import org.gatehouse.core.branding.RecentBrandings;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.Png;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the pages of a workspace come to look. */
@CoreTest
class ManageBrandingTest {
  private final ManageBranding branding;
  private final RecentBrandings recent;
  private final Brandings brandings;
  private final CoreWorkspace works;

  ManageBrandingTest(
      ManageBranding branding, RecentBrandings recent, Brandings brandings, CoreWorkspace works) {
    this.branding = branding;
    this.recent = recent;
    this.brandings = brandings;
    this.works = works;
  }

  private static UnaryOperator<BrandDraft> name(String name) {
    return present ->
        new BrandDraft(
            name, present.lightColor(), present.darkColor(), present.links(), Optional.empty());
  }

  private static UnaryOperator<BrandDraft> logo(String logo) {
    return present ->
        new BrandDraft(
            present.name(),
            present.lightColor(),
            present.darkColor(),
            present.links(),
            Optional.of(logo));
  }

  private static UnaryOperator<BrandDraft> colors(String light, String dark) {
    return present ->
        new BrandDraft(present.name(), light, dark, present.links(), Optional.empty());
  }

  @Test
  void isKnownAtOnceAndToTheAuditLog() {
    assertThat(recent.find(works.id())).isEmpty();

    branding.change(works.ann(), name(" Adler "));
    assertThat(recent.find(works.id()).map(Branding::name)).contains("Adler");
    branding.change(works.ann(), name("Adler"));
    branding.change(works.ann(), colors("#123f7a", ""));
    assertThat(branding.find(works.ann()).color(BrandScheme.LIGHT)).isEqualTo("#123f7a");
    assertThat(works.auditedChange(AuditType.BRANDING)).contains("light_color", "#123f7a");
    assertThat(works.audited(AuditType.BRANDING)).hasSize(2);

    branding.change(works.ann(), name(""));
    branding.change(works.ann(), colors("", ""));
    assertThat(recent.find(works.id())).as("ours again").isEmpty();
  }

  @Test
  void hasAPictureByItsHash(CoreWorkspace others) {
    branding.change(works.ann(), logo(Png.picture(200, 50)));
    Logo shown = branding.find(works.ann()).logo().orElseThrow();
    assertThat(shown.width()).isEqualTo(200);
    assertThat(shown.height()).isEqualTo(50);
    assertThat(brandings.image(shown.hash())).isPresent();

    branding.change(others.ann(), logo(Png.picture(200, 50)));
    branding.change(works.ann(), logo(Png.picture(50, 50)));
    Logo next = branding.find(works.ann()).logo().orElseThrow();
    assertThat(next.hash()).isNotEqualTo(shown.hash());
    assertThat(brandings.image(shown.hash())).as("the other one's").isPresent();
    branding.change(works.ann(), logo(""));
    assertThat(branding.find(works.ann()).logo()).isEmpty();
    assertThat(brandings.image(next.hash())).isEmpty();
    assertThat(branding.image(works.ann())).isEmpty();
  }

  /** Nothing that doesn't show, and nothing that passes for another name. */
  @ParameterizedTest
  @ValueSource(
      strings = {"\u3164", "A\u00ad", "\u2800 A", "A\u202eB", "G\u0430tehouse", "A\tB", "A\u0000"})
  void hasANameThatCanBeRead(String name) {
    assertThatThrownBy(() -> branding.change(works.ann(), name(name)))
        .isInstanceOfSatisfying(
            InvalidInput.class, e -> assertThat(e.rule()).isEqualTo(BrandRule.NAME_INVALID));
    branding.change(works.ann(), name("Adler\u00a0& S\u00f6hne  \u65e5\u672c"));
    assertThat(branding.find(works.ann()).name()).isEqualTo("Adler & S\u00f6hne \u65e5\u672c");
  }

  @Test
  void staysAsItIsWhereSomethingIsRefused() {
    branding.change(works.ann(), name("Adler"));

    assertThatThrownBy(() -> branding.change(works.ann(), colors("#123f7a", "#123f7a")))
        .isInstanceOf(InvalidInput.class);
    assertThat(branding.find(works.ann()).color(BrandScheme.LIGHT)).isEmpty();
    assertThat(branding.find(works.ann()).name()).isEqualTo("Adler");
    assertThat(works.audited(AuditType.BRANDING)).hasSize(1);
  }
}
