package org.gatehouse.dialect.cloudomation;

import jakarta.json.JsonObjectBuilder;
import java.util.List;
import org.gatehouse.core.text.Json;
import org.gatehouse.core.user.User;
import org.gatehouse.http.BadRequest;

/** What people and service accounts have in common in this API. */
final class UserDetails {
  private static final String ACTIVE = "active";
  private static final String INACTIVE = "inactive";

  private UserDetails() {}

  static JsonObjectBuilder of(User user, List<String> roles) {
    JsonObjectBuilder details = Json.createObjectBuilder();
    // A text, as the seed shows it.
    user.lastActivityAt()
        .ifPresentOrElse(
            at -> details.add("last_activity", LoginReply.epochSeconds(at).toPlainString()),
            () -> details.addNull("last_activity"));
    return details
        .add("status", user.isActive() ? ACTIVE : INACTIVE)
        .add("name", user.name())
        .add("id", user.id().toString())
        .add("display_name", user.displayName())
        .add("roles", Json.createArrayBuilder(roles));
  }

  /**
   * What a status means.
   *
   * @throws BadRequest if there is no such status
   */
  static boolean isActive(String status) {
    return switch (status) {
      case ACTIVE -> true;
      case INACTIVE -> false;
      default -> throw new BadRequest("status must be active or inactive.");
    };
  }
}
