package org.gatehouse.federation.setup;

import java.util.List;
import java.util.Optional;
import org.gatehouse.core.provider.ProviderRule;
import org.gatehouse.core.refusal.Rule;

/**
 * What an administrator has typed about an identity provider, letter by letter.
 *
 * @param name what people call it
 * @param enabled whether anybody may log in with it
 * @param alwaysAnew whether it must ask people who they are each time
 * @param connection how it is reached
 * @param names under which names it tells what we want to know
 * @param provisioning whom it may let in
 */
public record TypedProvider(
    String name,
    boolean enabled,
    boolean alwaysAnew,
    Connection connection,
    Names names,
    Provisioning provisioning) {
  /** The field that a refusal to save it is about; nothing for none of them. */
  public Optional<ProviderField> about(Rule rule) {
    return rule == ProviderRule.SAME || rule == ProviderRule.METADATA_OTHER_PROVIDER
        ? Optional.of(connection.source())
        : ProviderField.about(rule);
  }

  /** How it is reached. */
  public sealed interface Connection permits Saml, Oidc {
    /** Where it is said which provider it is. */
    ProviderField source();
  }

  /**
   * A SAML provider.
   *
   * @param metadata its metadata; empty to read it from its address, or to leave it as it is
   * @param metadataUrl where that is; empty for nowhere
   * @param metadataSigner the certificate (PEM) whose key must have signed it; empty for none
   * @param unsolicited whether it may begin logins itself
   */
  public record Saml(
      String metadata, String metadataUrl, String metadataSigner, boolean unsolicited)
      implements Connection {
    @Override
    public ProviderField source() {
      return metadata.isBlank() ? ProviderField.METADATA_URL : ProviderField.METADATA;
    }
  }

  /**
   * An OpenID provider.
   *
   * @param issuer what it calls itself, or where its configuration is
   * @param clientId what it calls us
   * @param hostedDomain the Google Workspace domain that people must be of; empty for any
   * @param scopes what is asked for beside {@code openid}
   */
  public record Oidc(String issuer, String clientId, String hostedDomain, String scopes)
      implements Connection {
    @Override
    public ProviderField source() {
      return ProviderField.ISSUER;
    }
  }

  /** The names, as {@link org.gatehouse.core.provider.AttributeNames} has them. */
  public record Names(
      String subject,
      String userName,
      String displayName,
      String email,
      String groups,
      String groupsSeparator) {}

  /**
   * Whom it may let in.
   *
   * @param emailsOwned whether its e-mail addresses say who somebody is
   * @param creating whether people are added whom it knows and the workspace doesn't
   * @param defaultRoles the names of the roles that these get
   * @param groupRoles which group means which role: {@code group = role}, one a line
   */
  public record Provisioning(
      boolean emailsOwned, boolean creating, List<String> defaultRoles, String groupRoles) {
    /** Copies the roles. */
    public Provisioning {
      defaultRoles = List.copyOf(defaultRoles);
    }
  }
}
