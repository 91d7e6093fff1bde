package org.gatehouse.federation.setup;

import java.util.List;
import org.gatehouse.core.provider.ProviderDetails;
import org.gatehouse.core.refusal.InvalidInput;

/** What became of a {@link TypedProvider}. */
public sealed interface ProviderDescription {
  /**
   * All of it is right.
   *
   * @param details to be saved
   */
  record Understood(ProviderDetails details) implements ProviderDescription {}

  /**
   * Something is wrong.
   *
   * @param mistakes all that is, of each part the first
   */
  record Refused(List<Mistake> mistakes) implements ProviderDescription {
    /** Copies the mistakes. */
    public Refused {
      mistakes = List.copyOf(mistakes);
    }
  }

  /**
   * A mistake.
   *
   * @param field what it is about
   * @param why what is wrong with it
   */
  record Mistake(ProviderField field, InvalidInput why) {}
}
