package org.gatehouse.core.audit.reading;

import java.util.Optional;
import org.gatehouse.core.audit.AuditEvent;

/**
 * An entry with the names of those who are in it.
 *
 * @param event the entry, without whatever the reader must not know
 * @param user about whom; empty where it is about nobody. One of another workspace than the
 *     reader's is {@code uid/name}
 * @param actor who did it, likewise, or the words for who must not be known; empty if it was the
 *     user
 * @param unnamed what is told in place of the actor, if the reader must not know who it was
 */
public record NamedEntry(AuditEvent event, String user, String actor, Optional<Unnamed> unnamed) {

  /** Somebody of whom readers only learn the rank. */
  public enum Unnamed {
    /** Who administers the workspace of the person who reads. */
    ADMINISTRATOR("an administrator"),
    /** Who administers the installation, for those who administer a workspace. */
    SYSTEM_ADMINISTRATOR("a system administrator");

    private final String words;

    Unnamed(String words) {
      this.words = words;
    }

    /** For programs, which read English. */
    public String words() {
      return words;
    }
  }
}
