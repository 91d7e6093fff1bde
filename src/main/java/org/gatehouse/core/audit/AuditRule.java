package org.gatehouse.core.audit;

import org.gatehouse.core.refusal.Rule;

/** What somebody can ask the audit log for that it doesn't understand. */
public final class AuditRule extends Rule {
  public static final AuditRule TIME_INVALID =
      new AuditRule(
          "audit.timeInvalid",
          "A time is written like 2030-01-31T12:00:00Z or 2030-01-31, and is UTC.");
  public static final AuditRule TYPE_UNKNOWN =
      new AuditRule("audit.typeUnknown", "The audit log has no such type.");
  public static final AuditRule OUTCOME_INVALID =
      new AuditRule(
          "audit.outcomeInvalid",
          "An outcome is ok, not-ok, or the word of a refusal: small letters, digits and hyphens.");
  public static final AuditRule ADDRESS_INVALID =
      new AuditRule("audit.addressInvalid", "An address is an IPv4 or IPv6 address.");
  public static final AuditRule PERSON_UNKNOWN =
      new AuditRule("audit.personUnknown", "There is nobody of this name.");
  public static final AuditRule CURSOR_INVALID =
      new AuditRule(
          "audit.cursorInvalid", "A cursor is what the reply before has as its next one.");

  public static final AuditRule VERIFICATION_UNDER_WAY =
      new AuditRule(
          "audit.verificationUnderWay", "The audit log is being verified. Try again afterwards.");

  private AuditRule(String key, String sentence) {
    super(key, sentence);
  }
}
