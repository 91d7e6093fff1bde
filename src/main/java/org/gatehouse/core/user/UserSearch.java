package org.gatehouse.core.user;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Which users are looked for, and in which order.
 *
 * @param text words, each a part of the name, display name or e-mail, in any case and with or
 *     without accents; empty for all
 * @param state in which state, if that matters
 * @param rank of which rank, if that matters
 * @param role the name of a role of the workspace that they have, if that matters
 * @param factor which second factor they have, if that matters
 * @param order in which order
 */
public record UserSearch(
    String text,
    Optional<State> state,
    Optional<Rank> rank,
    Optional<String> role,
    Optional<Factor> factor,
    Order order) {
  /** Those in whom this is found, by name. */
  public static UserSearch of(String text) {
    return new UserSearch(
        text, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Order.NAME);
  }

  /** What is to be known of them. The account may have ended by itself, which makes it inactive. */
  public enum State {
    /** May log in. */
    ACTIVE("u.active = true"),
    /** May not. */
    INACTIVE("u.active = false"),
    /** May, and never did. */
    UNUSED("u.active = true and u.lastActivityAt is null");

    private final String condition;

    State(String condition) {
      this.condition = condition;
    }

    String condition() {
      return condition;
    }

    /** The word in addresses. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Which one has this word, if one does. */
    public static Optional<State> find(String word) {
      return Arrays.stream(values()).filter(state -> state.word().equals(word)).findFirst();
    }
  }

  /** Which second factor they have. */
  public enum Factor {
    /** An authenticator app or a passkey. */
    ON,
    /** A passkey, perhaps among others. */
    PASSKEY,
    /** None. */
    OFF;

    /** The word in addresses. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Which one has this word, if one does. */
    public static Optional<Factor> find(String word) {
      return Arrays.stream(values()).filter(factor -> factor.word().equals(word)).findFirst();
    }
  }

  /** In which order; those that are alike by name. */
  public enum Order {
    /** By the name with which they log in. */
    NAME(""),
    /** Who did something last first, and who never did last. */
    ACTIVITY("case when u.lastActivityAt is null then 1 else 0 end, u.lastActivityAt desc, "),
    /** Who never did anything first, and who did something last last. */
    IDLE("case when u.lastActivityAt is null then 0 else 1 end, u.lastActivityAt, "),
    /** Those who may not log in first. */
    STATE("case when u.active = true then 1 else 0 end, ");

    private final String first;

    Order(String first) {
      this.first = first;
    }

    String clause() {
      return " order by " + first + "u.nameKey";
    }

    /** The word in addresses. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Which one has this word, if one does. */
    public static Optional<Order> find(String word) {
      return Arrays.stream(values()).filter(order -> order.word().equals(word)).findFirst();
    }
  }
}
