package org.gatehouse.dialect.cloudforge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.signup.SignUp;
import org.gatehouse.core.signup.SignUpRequest;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.UserName;
import org.gatehouse.core.workspace.WorkspaceName;
import org.gatehouse.core.workspace.WorkspaceUid;
import org.gatehouse.http.BadRequest;
import org.gatehouse.http.Requests;

/** {@code POST /api/1/organizations}: a workspace and its owner (contract: CloudForge). */
@Path("/1/organizations" + CloudForge.EXTENSION)
@ApplicationScoped
@NeedsReadableParameters
public class OrganizationResource {
  @Inject private SignUp signUp;
  @Inject private Developer developer;
  @Inject private Requests requests;
  @Inject private HttpServletRequest request;

  /** Makes them; the owner logs in afterwards. */
  @POST
  public Response create() {
    developer.workspaceId();
    SignUpRequest wanted = read(Parameters.of(request));
    try {
      signUp.signUpFor(wanted);
    } catch (Conflict e) {
      throw new Conflict("domain or companyName is not available", e);
    } catch (InvalidInput e) {
      throw new InvalidInput("owner.password is not valid: " + e.getMessage(), e);
    }
    return CloudForgeReply.of(request, Response.Status.CREATED, CloudForgeReply.accepted());
  }

  private SignUpRequest read(Parameters parameters) {
    OwnerFields.requireAffirmation(parameters, "termsOfService");
    OwnerFields.requireAffirmation(parameters, "privacyPolicy");
    return new SignUpRequest(
        OwnerFields.read(parameters, "companyName", "companyName", WorkspaceName::new),
        Optional.of(OwnerFields.read(parameters, "domain", "domain", WorkspaceUid::new)),
        OwnerFields.read(parameters, "user[login]", "owner.login", OrganizationResource::login),
        Optional.of(displayName(parameters)),
        OwnerFields.read(parameters, "user[email]", "owner.email", EmailAddress::new),
        OwnerFields.read(parameters, "user[password]", "owner.password", Password::new),
        Optional.empty(),
        false,
        requests.client(request));
  }

  private static UserName login(String login) {
    if (!OwnerFields.isLogin(login)) {
      throw new BadRequest("owner.login must have 3 to 16 letters, digits and underscores");
    }
    return new UserName(login);
  }

  private static DisplayName displayName(Parameters parameters) {
    String first =
        OwnerFields.read(parameters, "user[firstName]", "owner.firstName", DisplayName::new)
            .value();
    return OwnerFields.read(
        parameters,
        "user[lastName]",
        "owner.lastName",
        last -> new DisplayName(first + " " + last));
  }
}
