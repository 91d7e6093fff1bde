package org.gatehouse.dialect.cloudomation;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.gatehouse.core.access.Listing;
import org.gatehouse.core.administration.FindLackingPeople;
import org.gatehouse.core.administration.FindLackingPeople.LackingPerson;
import org.gatehouse.core.administration.ManageAuthenticationPolicy;
import org.gatehouse.core.policy.AccountBounds;
import org.gatehouse.core.policy.AllowedNetworks;
import org.gatehouse.core.policy.AuthenticationLimits;
import org.gatehouse.core.policy.AuthenticationPolicy;
import org.gatehouse.core.policy.AuthenticationPolicyChange;
import org.gatehouse.core.policy.KeyBounds;
import org.gatehouse.core.policy.PolicyRule;
import org.gatehouse.core.policy.SecondFactorChange;
import org.gatehouse.core.policy.SecondFactorDemand;
import org.gatehouse.core.policy.SessionBounds;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.text.Json;
import org.gatehouse.core.user.Permission;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.http.JsonBody;

/** {@code /api/1/authentication-policy}: what the caller's workspace demands of logins. */
@Path("/{version:1|latest}/authentication-policy")
@ApplicationScoped
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permission.Role.READ_SETTINGS)
public class AuthenticationPolicyResource {
  private static final String SECOND_FACTOR = "second_factor";
  private static final String ROLES = "second_factor_roles";
  private static final String GRACE_DAYS = "grace_days";
  private static final String PASSWORD_MINIMUM = "password_minimum";
  private static final String SESSION_IDLE = "session_idle_minutes";
  private static final String SESSION_LIFETIME = "session_lifetime_hours";
  private static final String REMEMBER_DAYS = "remember_days";
  private static final String TRUST_DAYS = "trusted_device_days";
  private static final String KEY_DAYS = "key_days";
  private static final String ADMINISTERING_KEYS = "administering_keys";
  private static final String NETWORKS = "networks";
  private static final String IDLE_DAYS = "idle_days";
  private static final String SELF_DELETION = "self_deletion";
  private static final String REVISION = "revision";
  private static final String SINCE = "second_factor_since";

  @Inject private ManageAuthenticationPolicy policy;
  @Inject private FindLackingPeople lackingPeople;
  @Inject private CurrentCaller caller;

  /** All of it. */
  @GET
  public JsonObject get() {
    return updated(policy.find(caller.get()));
  }

  /**
   * Replaces all of it, but for limits of which it says nothing: whoever doesn't know one must not
   * lift it. Where the revision is given, only if it is the present one.
   */
  @PUT
  @RolesAllowed(Permission.Role.ADMINISTER_WORKSPACE)
  public JsonObject replace(InputStream body) {
    JsonBody json = JsonBody.read(body);
    json.only(
        SECOND_FACTOR,
        ROLES,
        GRACE_DAYS,
        PASSWORD_MINIMUM,
        SESSION_IDLE,
        SESSION_LIFETIME,
        REMEMBER_DAYS,
        TRUST_DAYS,
        KEY_DAYS,
        ADMINISTERING_KEYS,
        NETWORKS,
        IDLE_DAYS,
        SELF_DELETION,
        REVISION);
    return updated(
        policy.change(
            caller.get(),
            new AuthenticationPolicyChange(
                new SecondFactorChange(
                    demand(json.text(SECOND_FACTOR)),
                    json.optionalTexts(ROLES).orElse(List.of()),
                    number(json, GRACE_DAYS, SecondFactorChange.LONGEST_GRACE).orElse(0)),
                limits(json),
                json.optionalNumber(REVISION, Long.MAX_VALUE, 0)
                    .map(number -> OptionalLong.of(number.longValueExact()))
                    .orElse(OptionalLong.empty()))));
  }

  private static UnaryOperator<AuthenticationLimits> limits(JsonBody json) {
    AuthenticationLimits said = said(json);
    return present ->
        new AuthenticationLimits(
            (json.has(PASSWORD_MINIMUM) ? said : present).passwordMinimum(),
            new SessionBounds(
                (json.has(SESSION_IDLE) ? said : present).sessions().idleMinutes(),
                (json.has(SESSION_LIFETIME) ? said : present).sessions().lifetimeHours(),
                (json.has(REMEMBER_DAYS) ? said : present).sessions().rememberDays()),
            (json.has(TRUST_DAYS) ? said : present).trustedDeviceDays(),
            new KeyBounds(
                (json.has(KEY_DAYS) ? said : present).keys().days(),
                (json.has(ADMINISTERING_KEYS) ? said : present).keys().administering()),
            (json.has(NETWORKS) ? said : present).networks(),
            new AccountBounds(
                (json.has(IDLE_DAYS) ? said : present).accounts().idleDays(),
                (json.has(SELF_DELETION) ? said : present).accounts().selfDeletion()));
  }

  private static AuthenticationLimits said(JsonBody json) {
    return new AuthenticationLimits(
        number(json, PASSWORD_MINIMUM, AuthenticationLimits.MOST_MINIMUM),
        new SessionBounds(
            number(json, SESSION_IDLE, SessionBounds.MOST_IDLE_MINUTES),
            number(json, SESSION_LIFETIME, SessionBounds.MOST_LIFETIME_HOURS),
            number(json, REMEMBER_DAYS, SessionBounds.MOST_REMEMBER_DAYS)),
        number(json, TRUST_DAYS, AuthenticationLimits.MOST_TRUST_DAYS).orElse(0),
        new KeyBounds(
            number(json, KEY_DAYS, KeyBounds.MOST_DAYS),
            json.optionalFlag(ADMINISTERING_KEYS).orElse(true)),
        AllowedNetworks.of(json.optionalTexts(NETWORKS).orElse(List.of())),
        new AccountBounds(
            number(json, IDLE_DAYS, AccountBounds.MOST_IDLE_DAYS),
            json.optionalFlag(SELF_DELETION).orElse(false)));
  }

  private static OptionalInt number(JsonBody json, String name, int maximum) {
    return json.optionalNumber(name, maximum, 0)
        .map(number -> OptionalInt.of(number.intValueExact()))
        .orElse(OptionalInt.empty());
  }

  /** A page of those who lack what is demanded. */
  @GET
  @Path("/missing")
  public JsonObject missing(@BeanParam Paging paging) {
    Listing<LackingPerson> found = lackingPeople.list(caller.get(), paging.number(), paging.size());
    return paging.reply(
        "users", found.items(), found.total(), AuthenticationPolicyResource::details);
  }

  private static JsonObjectBuilder details(LackingPerson person) {
    return Json.createObjectBuilder()
        .add("name", person.user().name())
        .add("id", person.user().id().toString())
        .add("display_name", person.user().displayName())
        .add("totp", person.app())
        .add("grace_ends", person.graceEnds().toString());
  }

  private static SecondFactorDemand demand(String word) {
    return SecondFactorDemand.of(word)
        .orElseThrow(() -> new InvalidInput(PolicyRule.FACTOR_UNKNOWN));
  }

  private static JsonValue value(OptionalInt number) {
    return number.isPresent() ? Json.createValue(number.getAsInt()) : JsonValue.NULL;
  }

  private static JsonObject updated(AuthenticationPolicy policy) {
    AuthenticationLimits limits = policy.limits();
    return Json.createObjectBuilder()
        .add(
            "updated",
            Json.createObjectBuilder()
                .add(SECOND_FACTOR, policy.secondFactor().word())
                .add(ROLES, Json.createArrayBuilder(policy.secondFactorRoles()))
                .add(GRACE_DAYS, policy.graceDays())
                .add(PASSWORD_MINIMUM, value(limits.passwordMinimum()))
                .add(SESSION_IDLE, value(limits.sessions().idleMinutes()))
                .add(SESSION_LIFETIME, value(limits.sessions().lifetimeHours()))
                .add(REMEMBER_DAYS, value(limits.sessions().rememberDays()))
                .add(TRUST_DAYS, limits.trustedDeviceDays())
                .add(KEY_DAYS, value(limits.keys().days()))
                .add(ADMINISTERING_KEYS, limits.keys().administering())
                .add(NETWORKS, Json.createArrayBuilder(limits.networks().texts()))
                .add(IDLE_DAYS, value(limits.accounts().idleDays()))
                .add(SELF_DELETION, limits.accounts().selfDeletion())
                .add(SINCE, policy.secondFactorSince().toString())
                .add(REVISION, policy.revision()))
        .build();
  }
}
