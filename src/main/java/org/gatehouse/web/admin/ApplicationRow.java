package org.gatehouse.web.admin;

import java.util.stream.Collectors;
import org.gatehouse.core.oauth.client.ClientMetadata;
import org.gatehouse.core.oauth.client.RegisteredClient;
import org.gatehouse.web.Moment;
import org.gatehouse.web.Texts;

/**
 * An application, as the list shows it.
 *
 * @param url where its page is
 * @param name what people know it by
 * @param who who may use it
 * @param lastUsed when it last got a token
 */
public record ApplicationRow(String url, String name, String who, Moment lastUsed) {
  /** The row of an application. */
  static ApplicationRow of(RegisteredClient client, Texts texts) {
    return new ApplicationRow(
        ApplicationPage.address(client.clientId()),
        client.metadata().name(),
        who(client.metadata(), texts),
        texts.moment(client.lastUsedAt(), "keys.never"));
  }

  private static String who(ClientMetadata metadata, Texts texts) {
    if (!metadata.servesPeople()) {
      return texts.get("applications.nobody");
    }
    return metadata.roles().isEmpty()
        ? texts.get("applications.everybody")
        : metadata.roles().stream().sorted().collect(Collectors.joining(", "));
  }
}
