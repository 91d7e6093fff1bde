package org.gatehouse.core.reset;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.gatehouse.core.account.PasswordEnded;
import org.gatehouse.core.account.SecurityNotices;

/**
 * Sends a link for a new password to whose old one has ended, in the letter that tells why. When
 * the link is good no longer, another is sent as to everybody who has forgotten a password.
 */
@Singleton
class SendLinkAfterTheft {
  private final IssueResetToken issueResetToken;
  private final SecurityNotices notices;

  @Inject
  SendLinkAfterTheft(IssueResetToken issueResetToken, SecurityNotices notices) {
    this.issueResetToken = issueResetToken;
    this.notices = notices;
  }

  void onEnd(@Observes PasswordEnded ended) {
    String link = issueResetToken.link(List.of(ended.user()), "");
    notices.activityDisowned(ended.user(), link, ResetRequestWorker.LIFETIME.toMinutes());
  }
}
