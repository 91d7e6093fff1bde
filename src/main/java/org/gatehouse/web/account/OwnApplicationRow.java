package org.gatehouse.web.account;

import com.google.common.collect.Sets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.core.oauth.OwnApplication;
import org.gatehouse.core.oauth.claims.StandardScope;
import org.gatehouse.web.Moment;
import org.gatehouse.web.ScopeWords;
import org.gatehouse.web.Texts;

/**
 * An application that has something of the person, as the page shows it.
 *
 * @param id its key
 * @param name what people know it by
 * @param site the host of its pages; empty if it has none
 * @param scopes what it may have, in words
 * @param since since when
 * @param offline whether it may go on when the login has ended
 */
public record OwnApplicationRow(
    String id, String name, String site, List<String> scopes, Moment since, boolean offline) {
  /** What a badge says of it. */
  private static final Set<String> SAID = Set.of(StandardScope.OFFLINE_ACCESS.value());

  /** The row of an application. */
  static OwnApplicationRow of(OwnApplication application, ScopeWords words, Texts texts) {
    List<String> scopes = words.of(Sets.difference(application.scopes(), SAID));
    return new OwnApplicationRow(
        application.clientId().toString(),
        application.metadata().name(),
        application.metadata().site().orElse(""),
        scopes.isEmpty() ? List.of(texts.get("ownApplications.login")) : scopes,
        texts.moment(Optional.of(application.since())),
        application.isOffline());
  }
}
