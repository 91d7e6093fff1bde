package org.gatehouse.dialect.cloudomation;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gatehouse.core.provider.Preset;
import org.gatehouse.core.provider.Protocol;
import org.gatehouse.federation.setup.TypedProvider;
import org.gatehouse.http.BadRequest;
import org.gatehouse.http.BoundedBody;
import org.gatehouse.http.JsonBody;

/** What a request says about an identity provider. */
final class ProviderBody {
  static final String PROTOCOL = "protocol";
  static final String NAME = "name";
  static final String GROUP = "group";
  static final String ROLE = "role";

  private static final List<String> OF_ALL =
      List.of(
          NAME,
          "enabled",
          "always_anew",
          "subject_attribute",
          "user_name_attribute",
          "display_name_attribute",
          "email_attribute",
          "groups_attribute",
          "groups_separator",
          "emails_owned",
          "creating",
          "default_roles",
          "group_roles");
  private static final List<String> OF_SAML =
      List.of("metadata_url", "metadata", "metadata_signer", "unsolicited");
  private static final List<String> OF_OIDC =
      List.of("issuer", "client_id", "client_secret", "hosted_domain", "scopes");

  private final JsonBody json;

  private ProviderBody(JsonBody json) {
    this.json = json;
  }

  /**
   * Reads a body, which may be as long as metadata is.
   *
   * @throws BadRequest if it isn't a JSON object
   */
  static ProviderBody read(InputStream body) {
    return new ProviderBody(JsonBody.read(body, BoundedBody.LIMIT_ABOUT_PROVIDERS));
  }

  /**
   * A new provider. What isn't said is off, none, or as the standards of its protocol name it.
   *
   * @throws BadRequest if something is missing, unknown or of another type
   */
  TypedProvider added() {
    String word = json.text(PROTOCOL);
    Protocol protocol =
        Stream.of(Protocol.values())
            .filter(one -> one.word().equals(word))
            .findFirst()
            .orElseThrow(() -> new BadRequest(PROTOCOL + " must be saml or oidc."));
    TypedProvider.Connection connection =
        protocol == Protocol.SAML
            ? new TypedProvider.Saml("", "", "", false)
            : new TypedProvider.Oidc("", "", "", "");
    return said(
        new TypedProvider(
            json.text(NAME),
            false,
            false,
            connection,
            TypedProvider.Names.of(Preset.OTHER.names(protocol)),
            new TypedProvider.Provisioning(false, false, List.of(), List.of())),
        Stream.of(PROTOCOL));
  }

  /**
   * A provider that is there, changed. What isn't said stays; its protocol does anyway.
   *
   * @throws BadRequest as above
   */
  TypedProvider changed(TypedProvider before) {
    return said(before, Stream.of());
  }

  /** The client's secret, where the body has one; an empty one takes it away. */
  Optional<String> secret() {
    return json.optionalText("client_secret");
  }

  private TypedProvider said(TypedProvider before, Stream<String> more) {
    List<String> ofProtocol = before.connection() instanceof TypedProvider.Saml ? OF_SAML : OF_OIDC;
    json.only(
        Stream.of(more, OF_ALL.stream(), ofProtocol.stream()).flatMap(names -> names).toList());
    return new TypedProvider(
        text(NAME, before.name()),
        flag("enabled", before.enabled()),
        flag("always_anew", before.alwaysAnew()),
        before.connection() instanceof TypedProvider.Saml saml
            ? saml(saml)
            : oidc((TypedProvider.Oidc) before.connection()),
        names(before.names()),
        provisioning(before.provisioning()));
  }

  private TypedProvider.Saml saml(TypedProvider.Saml before) {
    return new TypedProvider.Saml(
        text("metadata", before.metadata()),
        text("metadata_url", before.metadataUrl()),
        text("metadata_signer", before.metadataSigner()),
        flag("unsolicited", before.unsolicited()));
  }

  private TypedProvider.Oidc oidc(TypedProvider.Oidc before) {
    return new TypedProvider.Oidc(
        text("issuer", before.issuer()),
        text("client_id", before.clientId()),
        text("hosted_domain", before.hostedDomain()),
        text("scopes", before.scopes()));
  }

  private TypedProvider.Names names(TypedProvider.Names before) {
    return new TypedProvider.Names(
        text("subject_attribute", before.subject()),
        text("user_name_attribute", before.userName()),
        text("display_name_attribute", before.displayName()),
        text("email_attribute", before.email()),
        text("groups_attribute", before.groups()),
        text("groups_separator", before.groupsSeparator()));
  }

  private TypedProvider.Provisioning provisioning(TypedProvider.Provisioning before) {
    return new TypedProvider.Provisioning(
        flag("emails_owned", before.emailsOwned()),
        flag("creating", before.creating()),
        json.optionalTexts("default_roles").orElse(before.defaultRoles()),
        json.optionalObjects("group_roles")
            .map(roles -> roles.stream().map(ProviderBody::groupRole).toList())
            .orElse(before.groupRoles()));
  }

  private static TypedProvider.GroupRole groupRole(JsonBody json) {
    json.only(GROUP, ROLE);
    return new TypedProvider.GroupRole(json.text(GROUP), json.text(ROLE));
  }

  private String text(String name, String before) {
    return json.optionalText(name).orElse(before);
  }

  private boolean flag(String name, boolean before) {
    return json.optionalFlag(name).orElse(before);
  }
}
