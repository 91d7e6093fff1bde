package org.gatehouse.core.mail;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.fixture.Given;

/** An outbox that keeps e-mails as they were put, for tests of who puts them. */
public final class KeptMails extends Outbox {
  private static final Settings SETTINGS =
      Given.settings(Map.of("GATEHOUSE_PUBLIC_URL", "https://login.example.com"));

  private final List<Mail> mails = new CopyOnWriteArrayList<>();

  /** An empty one. */
  public KeptMails() {
    super(
        new OutboxOnH2(),
        new MailWriter(new Templates(SETTINGS), SETTINGS),
        Given.vault(),
        Given.event(put -> {}),
        Clock.systemUTC());
  }

  @Override
  public void put(Mail mail) {
    mails.add(mail);
  }

  /** What is in it, the oldest first. */
  public List<Mail> all() {
    return List.copyOf(mails);
  }

  /** An e-mail as somebody reads it. */
  public static String read(Mail mail) {
    Templates.Rendered rendered = new Templates(SETTINGS).render(mail);
    return rendered.subject() + "\n" + rendered.text() + "\n" + rendered.html();
  }
}
