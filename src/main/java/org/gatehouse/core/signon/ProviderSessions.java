package org.gatehouse.core.signon;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.core.secret.Vault;

/** Which sessions of providers stand behind ours: each can end the other. */
@Singleton
public class ProviderSessions {
  private static final String PURPOSE = "provider-session";

  /** More is not kept; without it a provider may ask whether somebody really wants to log out. */
  private static final int LONGEST_CREDENTIAL = 20_000;

  private final OpenedSessions store;
  private final Vault vault;

  @Inject
  ProviderSessions(OpenedSessions store, Vault vault) {
    this.store = store;
    this.vault = vault;
  }

  /** Notes what stands behind a session of ours, in the transaction of the caller. */
  public void record(UUID sessionId, UUID providerId, ProviderSession session) {
    ProviderSession kept =
        session.credential().length() <= LONGEST_CREDENTIAL
            ? session
            : new ProviderSession(session.subject(), session.index(), "", session.endsAt());
    store.add(
        new OpenedSession(
            sessionId,
            providerId,
            RandomToken.hash(session.subject()),
            session.index().map(RandomToken::hash).orElse(null),
            vault.seal(PURPOSE, sessionId.toString(), AnswerText.write(kept))));
  }

  /** What stands behind a session of ours, if a provider does. */
  public Optional<Behind> behind(UUID sessionId) {
    return store
        .find(sessionId)
        .map(
            row ->
                new Behind(
                    row.providerId(),
                    AnswerText.readSession(
                        vault.open(PURPOSE, sessionId.toString(), row.sealedDetail()))));
  }

  /**
   * Our sessions behind which these of the provider stand.
   *
   * @param subjects whose, in each form of the name that may have been noted
   * @param indexes which; none for all of that subject
   */
  public List<UUID> openedBy(
      UUID providerId, Collection<String> subjects, Collection<String> indexes) {
    return store.of(
        providerId,
        subjects.stream().map(RandomToken::hash).toList(),
        indexes.stream().map(RandomToken::hash).toList());
  }

  /** Our sessions behind which this one of the provider stands, whosever it is. */
  public List<UUID> openedBy(UUID providerId, String index) {
    return store.ofIndex(providerId, RandomToken.hash(index));
  }

  /**
   * What stands behind a session of ours.
   *
   * @param providerId which provider
   * @param session which of its sessions
   */
  public record Behind(UUID providerId, ProviderSession session) {}
}
