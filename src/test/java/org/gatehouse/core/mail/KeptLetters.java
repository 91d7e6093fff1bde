package org.gatehouse.core.mail;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.fixture.Given;

/** An outbox that keeps letters as they were put, for tests of who puts them. */
public final class KeptLetters extends Outbox {
  private static final Settings SETTINGS =
      Given.settings(Map.of("GATEHOUSE_PUBLIC_URL", "https://login.example.com"));

  private final List<Letter> letters = new CopyOnWriteArrayList<>();

  /** An empty one. */
  public KeptLetters() {
    super(
        new OutboxOnH2(),
        new LetterWriter(new Templates(SETTINGS), SETTINGS),
        Given.vault(),
        Given.event(put -> {}),
        Clock.systemUTC());
  }

  @Override
  public void put(Letter letter) {
    letters.add(letter);
  }

  /** What is in it, the oldest first. */
  public List<Letter> all() {
    return List.copyOf(letters);
  }

  /** A letter as somebody reads it. */
  public static String read(Letter letter) {
    Templates.Rendered rendered = new Templates(SETTINGS).render(letter);
    return rendered.subject() + "\n" + rendered.text() + "\n" + rendered.html();
  }
}
