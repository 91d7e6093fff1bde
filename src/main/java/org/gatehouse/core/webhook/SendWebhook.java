package org.gatehouse.core.webhook;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.gatehouse.core.audit.AuditEvent;
import org.gatehouse.core.audit.NumberedEvent;
import org.gatehouse.core.audit.delivery.AuditRecipient;
import org.gatehouse.core.audit.delivery.Handed;
import org.gatehouse.core.audit.reading.EntryJson;
import org.gatehouse.core.audit.reading.NameEntries;
import org.gatehouse.core.fetch.Fetch;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.core.text.Json;

/**
 * Sends messages to webhooks, as Standard Webhooks (1.0.0) has them: a POST with an id, a timestamp
 * and a signature of both and the body. Any 2xx says that it has come; 410 that nothing more is
 * wanted. A redirect is none of it: it isn't followed.
 */
@Singleton
public class SendWebhook implements AuditRecipient {
  static final String ENTRIES = "audit.entries";
  static final String TEST = "audit.test";

  /** The largest body, bytes; a single entry may be larger than others, but never so large. */
  static final int LARGEST = 256 * 1024;

  private static final int LARGEST_ANSWER = 64 * 1024;
  private static final int GONE = 410;

  private final AuditWebhooks webhooks;
  private final NameEntries names;
  private final Fetch fetch;
  private final Clock clock;

  @Inject
  SendWebhook(AuditWebhooks webhooks, NameEntries names, Fetch fetch, Clock clock) {
    this.webhooks = webhooks;
    this.names = names;
    this.fetch = fetch;
    this.clock = clock;
  }

  @Override
  public Handed hand(UUID id, List<NumberedEvent> entries) {
    Optional<WebhookTarget> target = webhooks.target(id);
    if (target.isEmpty()) {
      // Taken away a moment ago.
      return Handed.UNWANTED;
    }
    List<NumberedEvent> wanted =
        entries.stream().filter(entry -> target.get().settings().want(entry.event())).toList();
    if (wanted.isEmpty()) {
      return Handed.UNWANTED;
    }
    List<JsonObject> written = written(id, wanted);
    Handed handed = send(target.get(), entriesId(wanted.subList(0, written.size())), body(written));
    return written.size() < wanted.size() && handed.result() == Handed.Result.DELIVERED
        ? Handed.deliveredUpTo(wanted.get(written.size() - 1).number())
        : handed;
  }

  /** As many as there is room for, one at the least; as an administrator there reads them. */
  private List<JsonObject> written(UUID workspaceId, List<NumberedEvent> wanted) {
    List<AuditEvent> events = wanted.stream().map(NumberedEvent::event).toList();
    List<JsonObject> written = new ArrayList<>();
    int size = 0;
    for (var entry : names.ofWorkspace(workspaceId, events)) {
      JsonObject json = EntryJson.of(entry).build();
      size += json.toString().getBytes(StandardCharsets.UTF_8).length;
      if (size > LARGEST && !written.isEmpty()) {
        return written;
      }
      written.add(json);
    }
    return written;
  }

  /** The same for the same entries, however often they are sent, and no other. */
  private static String entriesId(List<NumberedEvent> entries) {
    return "msg_"
        + RandomToken.hash(
            entries.stream()
                .map(entry -> entry.event().id().toString())
                .collect(Collectors.joining(" ")));
  }

  /** Of when it happened, not of when it is sent: what comes twice is the same. */
  private static JsonObject body(List<JsonObject> entries) {
    JsonArrayBuilder all = Json.createArrayBuilder();
    entries.forEach(all::add);
    String latest = entries.get(entries.size() - 1).getString("time");
    return message(ENTRIES, latest, Json.createObjectBuilder().add("entries", all));
  }

  private static JsonObject message(String type, String timestamp, JsonObjectBuilder data) {
    return Json.createObjectBuilder()
        .add("type", type)
        .add("timestamp", timestamp)
        .add("data", data)
        .build();
  }

  /**
   * Sends a message without entries.
   *
   * @return how that went; nothing if there is no webhook
   */
  public Optional<Handed> test(UUID workspaceId) {
    return webhooks
        .target(workspaceId)
        .map(
            target ->
                send(
                    target,
                    "msg_" + RandomToken.hash(UUID.randomUUID().toString()),
                    message(
                        TEST,
                        clock.instant().toString(),
                        Json.createObjectBuilder().add("workspace_id", workspaceId.toString()))));
  }

  private Handed send(WebhookTarget target, String id, JsonObject message) {
    String body = message.toString();
    long timestamp = clock.instant().getEpochSecond();
    HttpPost request = new HttpPost(target.address());
    request.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
    request.setHeader("webhook-id", id);
    request.setHeader("webhook-timestamp", Long.toString(timestamp));
    request.setHeader(
        "webhook-signature",
        target.secrets().stream()
            .map(secret -> secret.sign(id, timestamp, body))
            .collect(Collectors.joining(" ")));
    try {
      int status = fetch.send(target.workspaceId(), request, LARGEST_ANSWER).status();
      if (status / 100 == 2) {
        return Handed.DELIVERED;
      }
      String problem = String.valueOf(Fetch.refusal(status).getMessage());
      return status == GONE ? Handed.refused(problem) : Handed.failed(problem);
    } catch (InvalidInput e) {
      return Handed.failed(String.valueOf(e.getMessage()));
    }
  }
}
