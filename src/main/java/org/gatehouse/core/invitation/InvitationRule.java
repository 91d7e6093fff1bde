package org.gatehouse.core.invitation;

import org.gatehouse.core.refusal.Rule;

/** Why somebody gets no invitation. */
public final class InvitationRule extends Rule {
  public static final InvitationRule HAS_PASSWORD =
      new InvitationRule(
          "invitation.hasPassword", "This person has a password already, and needs no invitation.");
  public static final InvitationRule MAY_NOT_LOG_IN =
      new InvitationRule(
          "invitation.mayNotLogIn",
          "This person is deactivated, or the account has ended. Activate the person first.");
  public static final InvitationRule ESTABLISHED =
      new InvitationRule(
          "invitation.established",
          "This person has a confirmed address, a second factor or a linked identity already. Give"
              + " them a one-time password instead.");
  public static final InvitationRule SIGN_ON_REQUIRED =
      new InvitationRule(
          "invitation.signOnRequired",
          "People of this workspace log in with an identity provider, and choose no password.");
  public static final InvitationRule TOO_MANY =
      new InvitationRule(
          "invitation.tooMany", "There can be %s invitations at the most that wait for an answer.");

  private InvitationRule(String key, String sentence) {
    super(key, sentence);
  }
}
