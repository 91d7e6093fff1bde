package org.gatehouse.core.session;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.core.user.User;

/** The sessions of all users. */
public interface Sessions {
  /**
   * Opens a session, in the transaction of the caller.
   *
   * @param origin by what
   */
  Session open(User user, Client client, SessionOrigin origin);

  /**
   * This session, if it hasn't ended and the user is active. Asks the database each time; {@link
   * Callers} remembers for a moment. Notes that the session is in use, at most once a minute.
   */
  Optional<LiveSession> find(UUID sessionId);

  /**
   * This session as it is now, if it goes on, for a decision in the transaction of the caller. Asks
   * the database, and doesn't note that the session is in use.
   */
  Optional<LiveSession> current(UUID sessionId);

  /** How the person of this session has shown who it is, if it goes on. Asks the database. */
  Optional<AuthenticationContext> authenticationContext(UUID sessionId);

  /** Notes that the person of this session has shown just now who it is, by all of these. */
  void reauthenticated(UUID sessionId, Set<AuthenticationMethod> methods);

  /**
   * Begins the next generation of tokens, in the transaction of the caller. Of many who do so with
   * tokens of the same generation, at once or within {@link Generations#GRACE}, one begins it and
   * the others join.
   *
   * @param shown the generation of the token that is to be replaced
   * @return the generation to issue a token of; nothing, if the session has ended or the token is
   *     good no longer
   */
  OptionalLong refresh(UUID sessionId, long shown);

  /** The sessions of a user that haven't ended, the latest used first. */
  List<Session> ofUser(UUID userId);

  /**
   * Ends a session of this user.
   *
   * @return whether there was one to end
   */
  boolean end(UUID userId, UUID sessionId);

  /**
   * Ends all sessions of this user but one.
   *
   * @param except the one to leave, or nothing
   * @return how many ended
   */
  int endAll(UUID userId, Optional<UUID> except);

  /**
   * Ends the sessions of this user that a key opened, now or at the moment when the key ends.
   *
   * @param at when, at the latest
   */
  void endOpenedBy(UUID userId, UUID apiKeyId, Instant at);

  /**
   * Ends these sessions, whosever they are.
   *
   * @return those that had not ended yet
   */
  List<Session> endEach(Collection<UUID> sessionIds);

  /**
   * Ends the sessions in which this identity provider said who it is.
   *
   * @param userId whose; nothing for everybody's
   */
  void endOpenedByProvider(UUID providerId, Optional<UUID> userId);

  /**
   * Ends those of this user in which this identity provider said who it is, but one.
   *
   * @param except the one to leave
   */
  void endOpenedByProvider(UUID providerId, UUID userId, UUID except);
}
