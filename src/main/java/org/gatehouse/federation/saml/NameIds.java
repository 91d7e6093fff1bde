package org.gatehouse.federation.saml;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.opensaml.saml.saml2.core.NameID;
import org.opensaml.saml.saml2.core.NameIDType;

/** Names that providers give people. */
final class NameIds {
  private NameIds() {}

  /**
   * The name in the form by which the person is known again: an e-mail address means the same one
   * in whatever case, and directories change the case as people are renamed.
   */
  static String known(NameID name) {
    String given = given(name);
    return NameIDType.EMAIL.equals(name.getFormat()) ? given.toLowerCase(Locale.ROOT) : given;
  }

  /** The forms in which somebody's sessions may have been noted, the present one first. */
  static List<String> noted(NameID name) {
    return Stream.of(known(name), given(name)).distinct().toList();
  }

  private static String given(NameID name) {
    return Optional.ofNullable(name.getValue()).orElse("").strip();
  }
}
