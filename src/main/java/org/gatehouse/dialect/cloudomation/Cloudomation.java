package org.gatehouse.dialect.cloudomation;

import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.gatehouse.http.Dialect;
import org.gatehouse.http.ErrorShape;

/** Cloudomation's API: all of {@code /api} that no other dialect has, and the scripts. */
@Singleton
public class Cloudomation implements Dialect {
  /** The resources of this dialect. */
  public static final Set<Class<?>> RESOURCES =
      Set.of(
          AuthResource.class,
          SignUpResource.class,
          UserResource.class,
          AuditResource.class,
          AuditVerificationResource.class,
          AuditWebhookResource.class,
          RoleResource.class,
          DatasourceResource.class,
          ServiceAccountResource.class,
          ServiceAccountKeyResource.class,
          DeveloperKeyResource.class,
          SigningKeyResource.class,
          ClientResource.class,
          IdentityProviderResource.class,
          SignOnPolicyResource.class,
          BrandingResource.class,
          InvitationResource.class,
          KeyOfUserResource.class,
          AuthenticationPolicyResource.class,
          UserKeyResource.class,
          UserImportResource.class,
          UserSessionResource.class,
          PasskeyResource.class,
          OwnAccountResource.class);

  @Override
  public String name() {
    return "cloudomation";
  }

  @Override
  public Set<String> prefixes() {
    return Set.of("/api", "/cli");
  }

  @Override
  public ErrorShape errors(HttpServletRequest request, String path) {
    return ErrorShape.TEXT;
  }
}
