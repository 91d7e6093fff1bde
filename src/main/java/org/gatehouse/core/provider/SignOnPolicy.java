package org.gatehouse.core.provider;

import com.google.common.collect.ImmutableMap;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.user.User;
import org.jspecify.annotations.Nullable;

/** What a workspace wants of single sign-on, whatever the provider. */
@Entity
@Table(name = "sign_on_policy")
public class SignOnPolicy {
  @Id
  @Column(name = "workspace_id")
  private UUID workspaceId;

  private boolean required;

  @Column(name = "way_back_user_id")
  private @Nullable UUID wayBackUserId;

  @Column(name = "return_addresses")
  private String returnAddresses;

  /** For JPA. */
  protected SignOnPolicy() {}

  /** What holds where nobody has said anything: nothing is required. */
  SignOnPolicy(UUID workspaceId) {
    this.workspaceId = workspaceId;
    this.returnAddresses = "";
  }

  /** Whether people of the workspace must log in with a provider: no password is good then. */
  public boolean isRequired() {
    return required;
  }

  /** Whose password is good nevertheless: the way back in where the provider fails. */
  public Optional<UUID> wayBack() {
    return Optional.ofNullable(wayBackUserId);
  }

  /** Where people may be sent after a login or logout, beside this server. */
  public List<ReturnAddress> returnAddresses() {
    return returnAddresses.lines().map(ReturnAddress::new).toList();
  }

  /** The same of somebody who is no system administrator. */
  public boolean forbidsPassword(UUID userId) {
    return required && !userId.equals(wayBackUserId);
  }

  /**
   * Whether this person's password is good for nothing. A system administrator's always is: whoever
   * administers a workspace must not be able to keep those of higher rank out.
   */
  public boolean forbidsPassword(User user) {
    return !user.isSystemAdministrator() && forbidsPassword(user.id());
  }

  /** All of it by name, as the audit log keeps it. */
  public Map<String, Object> settings() {
    return ImmutableMap.of(
        "required", Boolean.toString(required),
        "way_back", wayBack().map(UUID::toString).orElse(""),
        "return_addresses", returnAddresses.lines().toList());
  }

  void require(boolean on, @Nullable UUID wayBack) {
    required = on;
    wayBackUserId = wayBack;
  }

  void returnTo(List<ReturnAddress> addresses) {
    returnAddresses =
        String.join("\n", addresses.stream().map(ReturnAddress::value).distinct().toList());
  }
}
