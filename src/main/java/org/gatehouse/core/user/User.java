package org.gatehouse.core.user;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.core.mail.Recipient;
import org.gatehouse.core.text.SearchText;
import org.gatehouse.core.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/**
 * A person of a workspace, or a program of it (a service account). Whoever is deleted is
 * deactivated first, and goes after days in which that can be taken back; the audit log keeps the
 * id, which means nobody by then.
 */
@Entity
@Table(name = "user_account")
public class User {
  @Id private UUID id;

  @ManyToOne(optional = false, fetch = FetchType.LAZY)
  @JoinColumn(name = "workspace_id")
  private Workspace workspace;

  private String name;

  @Column(name = "name_key")
  private String nameKey;

  @Column(name = "display_name")
  private String displayName;

  private String email;

  @Column(name = "email_key")
  private String emailKey;

  /** In which the user is found. */
  @Column(name = "search_text")
  private String searchText;

  @Column(name = "confirmed_email")
  private @Nullable String confirmedEmail;

  @Column(name = "confirmed_email_key")
  private @Nullable String confirmedEmailKey;

  @Column(name = "email_vouched")
  private boolean emailVouched;

  private @Nullable String language;

  @Column(name = "chosen_language")
  private @Nullable String chosenLanguage;

  @Column(name = "color_scheme")
  private @Nullable String colorScheme;

  private boolean active;
  private boolean administrator;

  @Column(name = "system_administrator")
  private boolean systemAdministrator;

  /** The ranks below, as words; those of a later version may be among them. */
  private String ranks = "";

  @Column(name = "service_account")
  private boolean serviceAccount;

  @Column(name = "created_at")
  private Instant createdAt;

  /** When the account ends by itself, if it does. */
  @Column(name = "expires_at")
  private @Nullable Instant expiresAt;

  /** Whether the person was told that this is soon. */
  @Column(name = "expiry_told")
  private boolean expiryTold;

  @Column(name = "last_activity_at")
  private @Nullable Instant lastActivityAt;

  /** When an administrator has let it in again. */
  @Column(name = "activated_at")
  private @Nullable Instant activatedAt;

  /** When it lay idle; of no meaning once something was done afterwards. */
  @Column(name = "idle_at")
  private @Nullable Instant idleAt;

  /** When all that is kept of it goes, if it is deleted. */
  @Column(name = "erase_at")
  private @Nullable Instant eraseAt;

  @Version private long version;

  /** For JPA. */
  protected User() {}

  /**
   * Nobody has confirmed the address yet, or vouches for it.
   *
   * @param workspace whose user
   * @param name with which the person logs in
   * @param email where the person wants to get mail
   * @param displayName how the person is called
   * @param createdAt when the user was added
   */
  public User(
      Workspace workspace,
      UserName name,
      EmailAddress email,
      DisplayName displayName,
      Instant createdAt) {
    this.id = UUID.randomUUID();
    this.workspace = workspace;
    this.name = name.value();
    this.nameKey = name.key();
    this.email = email.value();
    this.emailKey = email.key();
    this.displayName = displayName.value();
    this.searchText = SearchText.of(this.name, this.displayName, this.email);
    this.active = true;
    this.createdAt = createdAt;
  }

  /**
   * A program: it gets no mail, has no password and no pages, and logs in with its keys.
   *
   * @param workspace whose program
   * @param name with which it logs in
   * @param displayName how people call it
   * @param createdAt when it was added
   */
  public static User serviceAccount(
      Workspace workspace, UserName name, DisplayName displayName, Instant createdAt) {
    User program = new User();
    program.id = UUID.randomUUID();
    program.workspace = workspace;
    program.name = name.value();
    program.nameKey = name.key();
    program.email = "";
    program.emailKey = "";
    program.displayName = displayName.value();
    program.searchText = SearchText.of(program.name, program.displayName);
    program.active = true;
    program.serviceAccount = true;
    program.createdAt = createdAt;
    return program;
  }

  /** Its permanent key: the {@code sub} of its tokens. */
  public UUID id() {
    return id;
  }

  /** The workspace of the user. */
  public Workspace workspace() {
    return workspace;
  }

  /** With which name it logs in, as it was first written. */
  public String name() {
    return name;
  }

  /** The name that is unique in the installation: {@code uid/user}. */
  public String qualifiedName() {
    return workspace.uid() + "/" + name;
  }

  /** The name to call the person by. */
  public String displayName() {
    return displayName;
  }

  /**
   * Where somebody has said that the person gets mail, as the APIs show it; empty for a service
   * account. Mail goes to {@link #confirmedEmail} only.
   */
  public String email() {
    return email;
  }

  /** The address where somebody who reads mail there has said yes to it, if one has. */
  public Optional<String> confirmedEmail() {
    return Optional.ofNullable(confirmedEmail);
  }

  /** Whether the declared address is the confirmed one, in any case. */
  public boolean isEmailConfirmed() {
    return emailKey.equals(confirmedEmailKey);
  }

  /**
   * Where a link for a new password may go: to the confirmed address; to the declared one of
   * somebody who never had a confirmed one, as there is no other way.
   */
  public String resetEmail() {
    return confirmedEmail().orElse(email);
  }

  /**
   * Whether somebody else than the person says that the address is the person's: an administrator,
   * or an identity provider that has made sure. Only then it may say whom a provider means.
   */
  public boolean isEmailVouched() {
    return emailVouched;
  }

  /** The person as somebody who gets letters: nobody, where no address is confirmed. */
  public Optional<Recipient> asRecipient() {
    return confirmedEmail().map(this::asRecipientAt);
  }

  /** The same at an address that may not be confirmed, for a letter that asks for just that. */
  public Recipient asRecipientAt(String address) {
    String languages =
        Stream.of(chosenLanguage, language)
            .filter(Objects::nonNull)
            .collect(Collectors.joining(","));
    return new Recipient(
        address, Optional.of(languages).filter(tags -> !tags.isEmpty()), workspace.id(), id);
  }

  /** How the person wants the pages, as far as it has chosen. */
  public Preferences preferences() {
    return new Preferences(
        Optional.ofNullable(chosenLanguage),
        Optional.ofNullable(colorScheme).flatMap(ColorScheme::find));
  }

  /** From now on the person wants the pages so, and letters in that language. */
  public void prefer(Preferences chosen) {
    chosenLanguage = chosen.language().orElse(null);
    colorScheme = chosen.scheme().map(ColorScheme::word).orElse(null);
  }

  /** In which language the person wants letters (BCP 47), if it is known. */
  public Optional<String> language() {
    return Optional.ofNullable(language);
  }

  /** Whether it is a program rather than a person. */
  public boolean isServiceAccount() {
    return serviceAccount;
  }

  /** Whether an administrator lets it log in; see {@link #mayLogIn}. */
  public boolean isActive() {
    return active;
  }

  /** Whether it administers its workspace. */
  public boolean isAdministrator() {
    return administrator;
  }

  /** Whether it administers the installation. */
  public boolean isSystemAdministrator() {
    return systemAdministrator;
  }

  /** All its ranks. */
  public Set<Rank> ranks() {
    Set<Rank> all = ranksBelowAdministrators();
    if (administrator) {
      all.add(Rank.WORKSPACE_ADMINISTRATOR);
    }
    if (systemAdministrator) {
      all.add(Rank.SYSTEM_ADMINISTRATOR);
    }
    return all;
  }

  /** The same without those that make it an administrator. */
  public Set<Rank> ranksBelowAdministrators() {
    Set<Rank> known = EnumSet.noneOf(Rank.class);
    words().map(Rank::findBelowAdministrators).flatMap(Optional::stream).forEach(known::add);
    return known;
  }

  /**
   * What one needs to change it, all of it: to be able to give each of its ranks. One of a later
   * version, of which nothing is known here, is like the others below administrators.
   */
  public Set<Permission> changedBy() {
    Set<Permission> needed = EnumSet.noneOf(Permission.class);
    ranks().stream().map(Rank::givenBy).forEach(needed::add);
    if (words().findAny().isPresent()) {
      needed.add(Permission.ADMINISTER_WORKSPACE);
    }
    return needed;
  }

  private Stream<String> words() {
    return Stream.of(ranks.split(" ")).filter(word -> !word.isEmpty());
  }

  /** When the account ends by itself: no session lasts longer. Nothing for never. */
  public Optional<Instant> expiresAt() {
    return Optional.ofNullable(expiresAt);
  }

  /** Whether that was. */
  public boolean isExpired(Instant now) {
    return expiresAt != null && !expiresAt.isAfter(now);
  }

  /** Whether it may log in, and go on where it has. */
  public boolean mayLogIn(Instant now) {
    return barrier(now).isEmpty();
  }

  /** Why it may not, if so, in the words of the audit log. */
  public Optional<String> barrier(Instant now) {
    if (!active) {
      return Optional.of(eraseAt == null ? "inactive" : "deleted");
    }
    return isExpired(now) ? Optional.of("expired") : Optional.empty();
  }

  /**
   * Whether the person gets a letter that the account ends: who may log in, can be reached and
   * wasn't told.
   *
   * @param soon until when the end is near
   */
  public boolean isToBeToldOfExpiry(Instant now, Instant soon) {
    return mayLogIn(now)
        && !expiryTold
        && confirmedEmail != null
        && expiresAt().filter(end -> !end.isAfter(soon)).isPresent();
  }

  /** When it was added. */
  public Instant createdAt() {
    return createdAt;
  }

  /** When it last did something, to the minute; nothing if it never did. */
  public Optional<Instant> lastActivityAt() {
    return Optional.ofNullable(lastActivityAt);
  }

  /**
   * Since when nothing was done with the account: it was last used, let in again by an
   * administrator, or made. What applications do without the person doesn't count.
   */
  public Instant untouchedSince() {
    return later(later(createdAt, lastActivityAt), activatedAt);
  }

  private static Instant later(Instant one, @Nullable Instant other) {
    return other != null && other.isAfter(one) ? other : one;
  }

  /**
   * Since when it lies idle: the person was told then that the account is deactivated unless it is
   * used, or it was. Nothing if something was done since.
   */
  public Optional<Instant> idleSince() {
    return Optional.ofNullable(idleAt).filter(untouchedSince()::isBefore);
  }

  /** Whether it lies idle. */
  public boolean isIdle() {
    return idleSince().isPresent();
  }

  /** From now on it lies idle. */
  public void lieIdle(Instant now) {
    idleAt = now;
  }

  /** When all that is kept of it goes, if it is deleted. */
  public Optional<Instant> eraseAt() {
    return Optional.ofNullable(eraseAt);
  }

  /** Whether that was, and nobody has let it in meanwhile. */
  public boolean isToBeErased(Instant now) {
    return !active && eraseAt != null && !eraseAt.isAfter(now);
  }

  /**
   * From now on it may log in no longer, and has an end.
   *
   * @param end when all that is kept of it goes
   */
  public void delete(Instant end) {
    active = false;
    eraseAt = end;
  }

  /**
   * From now on the address may say whom an identity provider means.
   *
   * @see #isEmailVouched
   */
  public void vouchForEmail() {
    emailVouched = true;
  }

  /** From now on the person is called so. */
  public void rename(DisplayName to) {
    displayName = to.value();
    searchText = SearchText.of(name, displayName, email);
  }

  /**
   * From now on the person wants to get mail there, once it is confirmed.
   *
   * @param vouched whether somebody else than the person says that the address is the person's
   * @return whether that is another address than before
   */
  public boolean moveTo(EmailAddress to, boolean vouched) {
    boolean changed = !email.equals(to.value());
    emailVouched = vouched || (!changed && emailVouched);
    email = to.value();
    emailKey = to.key();
    searchText = SearchText.of(name, displayName, email);
    return changed;
  }

  /** From now on mail goes to the declared address. */
  public void confirmEmail() {
    confirmedEmail = email;
    confirmedEmailKey = emailKey;
  }

  /**
   * From now on the person gets letters in this language, unless it has chosen one.
   *
   * @param tag a language tag (BCP 47)
   */
  public void prefer(String tag) {
    language = tag;
  }

  /** From now on the account ends at this moment; never, where there is none. */
  public void expireAt(Optional<Instant> at) {
    expiresAt = at.orElse(null);
    expiryTold = false;
  }

  /** The person is told that the account ends. */
  public void expiryTold() {
    expiryTold = true;
  }

  /** Lets the user log in, or no longer. */
  public void activate(boolean on) {
    active = on;
    // An end from before counts for nothing, even if a node of the version before has let it in.
    eraseAt = null;
  }

  /** Lets the user log in again: it lies idle from now at the earliest, and isn't deleted. */
  public void letInAgain(Instant now) {
    active = true;
    activatedAt = now;
    eraseAt = null;
  }

  /** Gives it a rank, or takes it away. */
  public void give(Rank rank, boolean on) {
    switch (rank) {
      case WORKSPACE_ADMINISTRATOR -> makeAdministrator(on);
      case SYSTEM_ADMINISTRATOR -> makeSystemAdministrator(on);
      default -> {
        Stream<String> others = words().filter(word -> !word.equals(rank.word()));
        ranks =
            Stream.concat(others, on ? Stream.of(rank.word()) : Stream.empty())
                .collect(Collectors.joining(" "));
      }
    }
  }

  /** Makes it an administrator of its workspace, or no longer. */
  public void makeAdministrator(boolean on) {
    administrator = on;
  }

  /** Makes it an administrator of the installation, or no longer. */
  public void makeSystemAdministrator(boolean on) {
    systemAdministrator = on;
  }
}
