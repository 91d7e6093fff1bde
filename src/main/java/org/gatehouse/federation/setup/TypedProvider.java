package org.gatehouse.federation.setup;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.gatehouse.core.provider.AttributeNames;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.provider.OidcConnection;
import org.gatehouse.core.provider.Protocol;
import org.gatehouse.core.provider.ProviderRule;
import org.gatehouse.core.provider.SamlConnection;
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
  /** What leaves a provider as it is. */
  public static TypedProvider of(IdentityProvider provider) {
    var provisioning = provider.provisioning();
    return new TypedProvider(
        provider.name(),
        provider.isEnabled(),
        provider.isAlwaysAnew(),
        provider.protocol() == Protocol.SAML ? Saml.of(provider.saml()) : Oidc.of(provider.oidc()),
        Names.of(provider.attributes()),
        new Provisioning(
            provisioning.emailsOwned(),
            provisioning.creating(),
            provisioning.defaultRoles(),
            provisioning.groupRoles().stream()
                .map(meant -> new GroupRole(meant.group(), meant.role()))
                .toList()));
  }

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
    /** Whether the metadata that is there is to stay: nothing was typed, or the same. */
    boolean leaves(String present) {
      return metadata.isBlank() || metadata.strip().equals(present.strip());
    }

    static Saml of(SamlConnection saml) {
      // What was understood isn't typed again.
      return new Saml(
          "",
          saml.metadataUrl().map(URI::toString).orElse(""),
          saml.metadataSigner().orElse(""),
          saml.unsolicited());
    }

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
    static Oidc of(OidcConnection oidc) {
      return new Oidc(
          oidc.issuer().toString(), oidc.clientId(), oidc.hostedDomain().orElse(""), oidc.scopes());
    }

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
      String groupsSeparator) {
    /** What leaves them as they are. */
    public static Names of(AttributeNames names) {
      return new Names(
          names.subject(),
          names.userName(),
          names.displayName(),
          names.email(),
          names.groups(),
          names.groupsSeparator());
    }
  }

  /**
   * Whom it may let in.
   *
   * @param emailsOwned whether its e-mail addresses say who somebody is
   * @param creating whether people are added whom it knows and the workspace doesn't
   * @param defaultRoles the names of the roles that these get
   * @param groupRoles which group means which role
   */
  public record Provisioning(
      boolean emailsOwned,
      boolean creating,
      List<String> defaultRoles,
      List<GroupRole> groupRoles) {
    /** Copies the roles. */
    public Provisioning {
      defaultRoles = List.copyOf(defaultRoles);
      groupRoles = List.copyOf(groupRoles);
    }
  }

  /**
   * A group, and the role that it means.
   *
   * @param role empty where none was typed, which is a mistake
   */
  public record GroupRole(String group, String role) {
    /**
     * Reads lines of the form {@code group = role}; empty ones are passed over.
     *
     * @param lines anything
     */
    public static List<GroupRole> ofLines(String lines) {
      return lines.lines().filter(line -> !line.isBlank()).map(GroupRole::ofLine).toList();
    }

    private static GroupRole ofLine(String line) {
      // Groups of a directory have such signs in their names, roles haven't.
      int parting = line.lastIndexOf('=');
      return parting < 0
          ? new GroupRole(line, "")
          : new GroupRole(line.substring(0, parting), line.substring(parting + 1));
    }

    /** The same as a line. */
    public String line() {
      return group + " = " + role;
    }
  }
}
