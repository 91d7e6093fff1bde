package org.gatehouse.core.session;

import java.util.Optional;
import java.util.regex.Pattern;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.net.IpAddress;
import org.gatehouse.core.user.User;

/**
 * The program at the other end and where it is, as far as it tells.
 *
 * @param userAgent its {@code User-Agent} (RFC 9110), shortened and without what doesn't print
 * @param address the network address that we see
 * @param languages those that the person likes best, as browsers tell it (RFC 9110, 12.5.4); empty
 *     if unknown
 * @param device what it keeps of earlier logins, if it keeps anything of the kind that we gave it
 * @param requestId by what name logs tell of its request; empty where there is none
 */
public record Client(
    String userAgent, String address, String languages, Optional<String> device, String requestId) {
  private static final Pattern NOT_PRINTABLE = Pattern.compile("[^\\x20-\\x7e]");
  private static final int LONGEST_AGENT = 255;
  private static final int LONGEST_LANGUAGES = 255;
  private static final int LONGEST_ADDRESS = 64;
  private static final int LONGEST_DEVICE = 1_000;

  /** Nothing is known, for example where no request was made. */
  public static final Client UNKNOWN = new Client("", "");

  /** Keeps what can be shown and stored. */
  public Client {
    userAgent = printable(userAgent, LONGEST_AGENT);
    address = printable(address, LONGEST_ADDRESS);
    languages = printable(languages, LONGEST_LANGUAGES);
    device = device.filter(text -> text.length() <= LONGEST_DEVICE);
  }

  /** One that tells no language and keeps nothing. */
  public Client(String userAgent, String address) {
    this(userAgent, address, "", Optional.empty(), "");
  }

  /** The network that the address is of: with IPv6 one host has many addresses. */
  public String network() {
    return IpAddress.parse(address).map(IpAddress::network).orElse(address);
  }

  /** An entry of the audit log about something that is attempted with this program. */
  public AuditEntry audited(AuditType type, String outcome) {
    return AuditEntry.of(type, outcome).from(address, userAgent, requestId);
  }

  /** The same about this user. */
  public AuditEntry audited(AuditType type, String outcome, User user) {
    return audited(type, outcome).about(user.workspace().id(), user.id());
  }

  private static String printable(String text, int maximum) {
    String bounded = text.substring(0, Math.min(text.length(), maximum));
    return NOT_PRINTABLE.matcher(bounded).replaceAll("?");
  }

  @Override
  public String toString() {
    return "Client[" + userAgent + ", " + address + "]";
  }
}
