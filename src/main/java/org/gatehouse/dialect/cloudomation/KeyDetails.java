package org.gatehouse.dialect.cloudomation;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.gatehouse.core.credential.apikey.ApiKey;
import org.gatehouse.core.credential.apikey.ApiKeyName;
import org.gatehouse.core.credential.apikey.ApiKeys;
import org.gatehouse.core.credential.apikey.MadeApiKey;
import org.gatehouse.core.text.Json;
import org.gatehouse.http.JsonBody;

/** Keys in requests and replies, whoever's they are. */
final class KeyDetails {
  static final String NAME = "name";
  static final String EXPIRES_AT = "expires_at";
  static final String OVERLAP = "overlap_seconds";
  static final String SCOPES = "scopes";

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
  private static final int MICROSECONDS = 6;

  private KeyDetails() {}

  /** The name of a new key. */
  static ApiKeyName name(JsonBody json) {
    return new ApiKeyName(json.text(NAME));
  }

  /** When a new key shall end by itself; nothing for never, or as late as the workspace lets it. */
  static Optional<Instant> expiresAt(JsonBody json) {
    return json.optionalNumber(EXPIRES_AT, LATEST.getEpochSecond(), MICROSECONDS)
        .map(at -> at.movePointRight(MICROSECONDS).longValueExact())
        .map(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
  }

  /** For how long a replaced key goes on; not at all unless the body says so. */
  static Duration overlap(JsonBody json) {
    return json.optionalNumber(OVERLAP, ApiKeys.LONGEST_OVERLAP.toSeconds(), 0)
        .map(BigDecimal::longValueExact)
        .map(Duration::ofSeconds)
        .orElse(Duration.ZERO);
  }

  /** The good keys of an owner, who has {@link ApiKeys#LIMIT} of them at the most. */
  static JsonObject list(Paging paging, List<ApiKey> keys) {
    return paging.replyOfAll("keys", keys, ApiKey::name, KeyDetails::of);
  }

  /** The reply with a key that was made, the only one that ever shows it. */
  static Response made(MadeApiKey made) {
    JsonObjectBuilder reply = Json.createObjectBuilder().add("updated", of(made.key()));
    return Response.status(Response.Status.CREATED).entity(withSecret(reply, made)).build();
  }

  /** The reply with a key that was made in the place of another, if there was that. */
  static Response rotated(Optional<MadeApiKey> made) {
    return made(made.orElseThrow(NotFoundException::new));
  }

  /** Nothing more to say, if there was such a key. */
  static void revoked(boolean wasThere) {
    if (!wasThere) {
      throw new NotFoundException();
    }
  }

  /** Completes a reply by the key itself. */
  static JsonObject withSecret(JsonObjectBuilder reply, MadeApiKey made) {
    return reply.add("key", made.secret()).add("key_id", made.key().id().toString()).build();
  }

  private static JsonObjectBuilder of(ApiKey key) {
    JsonObjectBuilder details =
        Json.createObjectBuilder()
            .add("id", key.id().toString())
            .add(NAME, key.name())
            .add("hint", key.hint())
            .add(SCOPES, scopes(key));
    add(details, "created_at", Optional.of(key.createdAt()));
    add(details, EXPIRES_AT, key.expiresAt());
    add(details, "last_used_at", key.lastUsedAt());
    return details;
  }

  private static JsonArrayBuilder scopes(ApiKey key) {
    JsonArrayBuilder words = Json.createArrayBuilder();
    key.scopes().forEach(scope -> words.add(scope.word()));
    return words;
  }

  /** Adds a moment in seconds since 1970; null where there was none. */
  static void add(JsonObjectBuilder details, String name, Optional<Instant> at) {
    at.map(LoginReply::epochSeconds)
        .ifPresentOrElse(seconds -> details.add(name, seconds), () -> details.addNull(name));
  }
}
