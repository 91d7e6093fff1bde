package org.gatehouse.core.policy;

import com.google.common.collect.ImmutableMap;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a workspace demands of the logins of its people. */
@Entity
@Table(name = "authentication_policy")
public class AuthenticationPolicy {
  @Id
  @Column(name = "workspace_id")
  private UUID workspaceId;

  @Column(name = "second_factor")
  private String secondFactor;

  @Column(name = "second_factor_roles")
  private String secondFactorRoles;

  @Column(name = "second_factor_since")
  private Instant secondFactorSince;

  @Column(name = "grace_days")
  private int graceDays;

  /** What was demanded before, as long as nobody knows that it makes no difference. */
  @Embedded private @Nullable EarlierDemand earlier;

  @Column(name = "password_minimum")
  private @Nullable Integer passwordMinimum;

  @Column(name = "session_idle_minutes")
  private @Nullable Integer sessionIdleMinutes;

  @Column(name = "session_lifetime_hours")
  private @Nullable Integer sessionLifetimeHours;

  @Column(name = "remember_days")
  private @Nullable Integer rememberDays;

  /** Whether there is any of the three. */
  @Column(name = "limits_sessions")
  private boolean limitsSessions;

  @Column(name = "trusted_device_days")
  private int trustedDeviceDays;

  /** When it began to; what was trusted before ended when it didn't. Null where it doesn't. */
  @Column(name = "trusted_devices_since")
  private @Nullable Instant trustedDevicesSince;

  @Column(name = "key_days")
  private @Nullable Integer keyDays;

  @Column(name = "administering_keys")
  private boolean administeringKeys;

  private @Nullable String networks;

  @Column(name = "idle_days")
  private @Nullable Integer idleDays;

  @Column(name = "self_deletion")
  private boolean selfDeletion;

  private long revision;

  /** For JPA. */
  protected AuthenticationPolicy() {}

  /** What holds where nobody has said anything: nothing is demanded. */
  AuthenticationPolicy(UUID workspaceId) {
    this.workspaceId = workspaceId;
    this.secondFactor = SecondFactorDemand.NOT_REQUIRED.word();
    this.secondFactorRoles = "";
    this.secondFactorSince = Instant.EPOCH;
    this.administeringKeys = true;
  }

  /** The workspace. */
  public UUID workspaceId() {
    return workspaceId;
  }

  /** Which second factor. A word that a later version has written is the strictest we know. */
  public SecondFactorDemand secondFactor() {
    return SecondFactorDemand.of(secondFactor).orElse(SecondFactorDemand.PHISHING_RESISTANT);
  }

  /** Of those who have one of these roles, by name; of everybody, if there are none. */
  public Set<String> secondFactorRoles() {
    return Collections.unmodifiableSet(new LinkedHashSet<>(secondFactorRoles.lines().toList()));
  }

  /** When it was demanded of people of whom it wasn't before. */
  public Instant secondFactorSince() {
    return secondFactorSince;
  }

  /** How many days people may take, from then on or from when their account was made. */
  public int graceDays() {
    return graceDays;
  }

  /** Another with each change; 0 where nobody has said anything. */
  public long revision() {
    return revision;
  }

  /** The second factor that is demanded, and the one before until that is due. */
  List<Demand> demands() {
    Demand present = demand();
    Stream<Demand> all =
        earlier == null ? Stream.of(present) : Stream.of(present, earlier.demand().until(present));
    return all.map(demand -> trustedDeviceDays > 0 ? demand.orTrusted() : demand).toList();
  }

  private Demand demand() {
    return new Demand(
        secondFactor(), secondFactorRoles(), secondFactorSince, Duration.ofDays(graceDays));
  }

  /** What it limits beside. */
  public AuthenticationLimits limits() {
    return new AuthenticationLimits(
        number(passwordMinimum),
        new SessionBounds(
            number(sessionIdleMinutes), number(sessionLifetimeHours), number(rememberDays)),
        trustedDeviceDays,
        new KeyBounds(number(keyDays), administeringKeys),
        networks(),
        new AccountBounds(number(idleDays), selfDeletion));
  }

  /** From where people and programs may come. */
  public AllowedNetworks networks() {
    return AllowedNetworks.parse(networks);
  }

  private static OptionalInt number(@Nullable Integer column) {
    return column == null ? OptionalInt.empty() : OptionalInt.of(column);
  }

  private static @Nullable Integer column(OptionalInt number) {
    return number.isPresent() ? number.getAsInt() : null;
  }

  /** Whether it demands just this of second factors. */
  public boolean is(SecondFactorDemand factor, Set<String> roles, int days) {
    return secondFactor() == factor && secondFactorRoles().equals(roles) && graceDays == days;
  }

  /**
   * Since when a browser may have been trusted to stand for a second factor now; nothing where none
   * may.
   */
  public Optional<Instant> trustedSince(Instant now) {
    if (trustedDeviceDays == 0) {
      return Optional.empty();
    }
    Instant earliest = now.minus(Duration.ofDays(trustedDeviceDays));
    return Optional.of(
        trustedDevicesSince == null || trustedDevicesSince.isBefore(earliest)
            ? earliest
            : trustedDevicesSince);
  }

  /** Limits this from now on, in the transaction in which something is demanded. */
  public void limit(AuthenticationLimits limits, Instant now) {
    passwordMinimum = column(limits.passwordMinimum());
    SessionBounds sessions = limits.sessions();
    sessionIdleMinutes = column(sessions.idleMinutes());
    sessionLifetimeHours = column(sessions.lifetimeHours());
    rememberDays = column(sessions.rememberDays());
    limitsSessions = !sessions.isNone();
    if (limits.trustedDeviceDays() == 0) {
      trustedDevicesSince = null;
    } else if (trustedDeviceDays == 0) {
      trustedDevicesSince = now;
    }
    trustedDeviceDays = limits.trustedDeviceDays();
    keyDays = column(limits.keys().days());
    administeringKeys = limits.keys().administering();
    networks = limits.networks().format();
    idleDays = column(limits.accounts().idleDays());
    selfDeletion = limits.accounts().selfDeletion();
  }

  /** All of it by name, as the audit log keeps it. */
  public Map<String, Object> settings() {
    return ImmutableMap.<String, Object>builder()
        .put("second_factor", secondFactor)
        .put("second_factor_roles", List.copyOf(secondFactorRoles()))
        .put("grace_days", Integer.toString(graceDays))
        .putAll(limits().settings())
        .build();
  }

  /**
   * Demands this from now on. The grace begins anew where it is demanded of somebody of whom it
   * wasn't before; what was in force stays so until then.
   */
  void demand(SecondFactorDemand factor, Set<String> roles, int days, Instant now) {
    boolean more = !secondFactor().meets(factor) || !concernsAllOf(roles);
    if (factor == SecondFactorDemand.NOT_REQUIRED) {
      earlier = null;
    } else if (more) {
      keep(demand(), now);
      secondFactorSince = now;
    }
    revision++;
    secondFactor = factor.word();
    secondFactorRoles = String.join("\n", roles);
    graceDays = days;
  }

  private void keep(Demand before, Instant now) {
    // What nobody has had to meet yet leaves the one before it.
    if (before.isInForce(now)) {
      earlier = EarlierDemand.of(before, Optional.ofNullable(earlier));
    }
  }

  private boolean concernsAllOf(Set<String> roles) {
    Set<String> present = secondFactorRoles();
    return present.isEmpty() || (!roles.isEmpty() && present.containsAll(roles));
  }
}
