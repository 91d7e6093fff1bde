package org.gatehouse.http.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.core.settings.InvalidSettings;
import org.gatehouse.fixture.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In which languages there are pages, and what an operator may change about it. */
class PageTextsTest {
  @TempDir private Path folder;

  private PageTexts texts() {
    return new PageTexts(Given.settings(Map.of("GATEHOUSE_MESSAGES", folder.toString())));
  }

  private void own(String name, String text) throws Exception {
    Files.writeString(folder.resolve(name), text);
  }

  @Test
  void areShippedInEnglishAndGerman() {
    PageTexts texts = texts();

    assertThat(texts.languages()).containsExactlyInAnyOrder(Locale.ENGLISH, Locale.GERMAN);
    assertThat(texts.find(Locale.ENGLISH, "page.save")).contains("Save");
    assertThat(texts.find(Locale.GERMAN, "page.save")).contains("Speichern");
    assertThat(texts.find(Locale.FRENCH, "page.save")).contains("Save");
    assertThat(texts.find(Locale.GERMAN, "nothing")).isEmpty();
  }

  @Test
  void haveAnotherLanguageByItsFile() throws Exception {
    own(
        "Messages_fr.properties",
        "\ufeffpage.save=Enregistrer\npage.skip=Passer à l'essentiel\npage.menu=L''essentiel\n");
    own("Messages_pt_BR.properties", "page.save=Salvar\n");
    PageTexts texts = texts();
    PageLanguages languages = new PageLanguages(texts);

    assertThat(texts.find(Locale.FRENCH, "page.save")).contains("Enregistrer");
    assertThat(texts.find(Locale.FRENCH, "page.skip"))
        .as("an apostrophe would be a quote")
        .contains("Passer à l’essentiel");
    assertThat(texts.find(Locale.FRENCH, "page.menu"))
        .as("as those write it who know that")
        .contains("L’essentiel");
    assertThat(texts.find(Locale.FRENCH, "page.cancel")).as("what it lacks").contains("Cancel");
    assertThat(languages.tags()).containsExactly("de", "en", "fr", "pt-BR");
    assertThat(languages.all().stream().map(PageLanguages::name))
        .containsExactly("Deutsch", "English", "Français", "Português (Brasil)");
  }

  @Test
  void ofACountryAreThoseOfTheLanguageButForWhatDiffers() throws Exception {
    own("Messages_de-AT.properties", "page.save=Sichern\n");
    own("Messages_de.properties", "page.skip=Zur Sache\n");
    PageTexts texts = texts();
    Locale austrian = Locale.forLanguageTag("de-AT");

    assertThat(texts.find(austrian, "page.save")).contains("Sichern");
    assertThat(texts.find(austrian, "page.skip")).contains("Zur Sache");
    assertThat(texts.find(austrian, "page.cancel")).contains("Abbrechen");
    assertThat(texts.find(Locale.GERMAN, "page.save")).contains("Speichern");
  }

  @Test
  void areReplacedOneByOne() throws Exception {
    own("Messages_de.properties", "page.save=Sichern\nof.another.version=Alt\n");
    PageTexts texts = texts();

    assertThat(texts.find(Locale.GERMAN, "page.save")).contains("Sichern");
    assertThat(texts.find(Locale.GERMAN, "page.cancel")).contains("Abbrechen");
    assertThat(texts.find(Locale.GERMAN, "of.another.version")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Messages.properties | page.save=x | is no file of texts",
        "messages_fr.properties | page.save=x | is no file of texts",
        "Messages_fr.properties | page.save={0} | page.save has {0}, which there isn't in English",
        "Messages_fr.properties | list.found={0 | list.found has a brace",
        "Messages_fr.properties | list.found={0} | list.found lacks {1}, which there is in English",
        "Messages_fr.properties | list.pageOf={0} / {1,number} | list.pageOf formats {1}",
        "Messages_fr_fr_fr.properties | page.save=x | is called by no language tag",
        "Messages_und.properties | page.save=x | is called by no language tag",
        "Messages_de-aaaaaaaa-bbbbbbbb-cccccccc-dddddddd.properties | page.save=x | is no file of texts",
        "Messages_fr.properties | page.save= | page.save is empty",
        "Messages_fr.properties | page.save=\\u00 | can't be read",
      })
  void areRefusedWithTheReason(String file, String text, String reason) throws Exception {
    own(file, text);

    assertThatThrownBy(this::texts)
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("GATEHOUSE_MESSAGES: " + file)
        .hasMessageContaining(reason);
  }

  @Test
  void mustBeInUtf8AndOfSomeSize() throws Exception {
    Files.write(
        folder.resolve("Messages_fr.properties"),
        "page.save=été".getBytes(StandardCharsets.ISO_8859_1));
    own("Messages_it.properties", "#".repeat(1_048_577));

    assertThatThrownBy(this::texts)
        .hasMessageContaining("Messages_fr.properties is not in UTF-8")
        .hasMessageContaining("Messages_it.properties is larger than 1 MiB");
  }

  @ParameterizedTest
  @CsvSource({"ar,rtl", "he,rtl", "iw,rtl", "fa-IR,rtl", "ur,rtl", "en,ltr", "ja,ltr", "xx,ltr"})
  void aLanguageHasADirection(String tag, String direction) {
    assertThat(PageLanguages.direction(Locale.forLanguageTag(tag))).isEqualTo(direction);
  }

  @ParameterizedTest
  @CsvSource({
    "de,de",
    "DE-at,de",
    "de-CH-1996 en,de",
    "fr-CA en-GB de,en",
    "'  fr   de ',de",
    "pt,pt-BR",
    "pt-BR en,pt-BR",
    "fr,",
    "'',",
    "! ü_x -- i,",
    "d e,",
  })
  void theFirstLanguageThatThePagesHaveCounts(String tags, String expected) throws Exception {
    own("Messages_pt-BR.properties", "page.save=Salvar");

    assertThat(new PageLanguages(texts()).first(tags).map(Locale::toLanguageTag))
        .isEqualTo(Optional.ofNullable(expected));
  }
}
