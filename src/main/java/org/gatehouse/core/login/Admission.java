package org.gatehouse.core.login;

/** Whether an attempt may be made. It counts as a failure from then on, until it has succeeded. */
public enum Admission {
  /** It may. */
  ADMITTED,
  /** It may; if it fails, the account is locked. */
  LAST,
  /** It may not: the account is locked. */
  LOCKED
}
