package org.gatehouse.core.administration;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.core.oauth.client.ClientOwner;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.Permission;
import org.gatehouse.core.user.Rank;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.UserName;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every use case of this package, called by somebody of each rank: whom it refuses is what stands
 * here, whatever pages and operations do before. What it is called with is nobody's, or missing: it
 * has to ask before it looks.
 */
@CoreTest
class UseCasesAskTest {
  private static final Map<String, Set<Permission>> NEEDED =
      Map.ofEntries(
          entry("AddServiceAccount.add", Set.of(Permission.MANAGE_KEYS)),
          entry("AddUser.add", Set.of(Permission.MANAGE_PEOPLE)),
          entry("ChangeUser.change", Set.of(Permission.MANAGE_PEOPLE)),
          entry("DeleteUser.delete", Set.of(Permission.ADMINISTER_WORKSPACE)),
          // Of the caller; the workspace decides.
          entry("DeleteUser.deleteOwn", Set.of()),
          entry("DeleteUser.isOffered", Set.of()),
          entry("DeleteUser.takeBack", Set.of(Permission.MANAGE_PEOPLE)),
          // What is about the caller.
          entry("ExportOwnData.begin", Set.of()),
          entry("FindLackingPeople.list", Set.of(Permission.READ_SETTINGS, Permission.READ_PEOPLE)),
          // Everybody may know who is in the own workspace.
          entry("FindUsers.find", Set.of()),
          entry("FindUsers.findRecent", Set.of()),
          entry("FindUsers.list", Set.of(Permission.READ_PEOPLE)),
          entry("ImportUsers.run", Set.of(Permission.ADMINISTER_WORKSPACE)),
          entry("InviteUser.invite", Set.of(Permission.MANAGE_PEOPLE)),
          entry("InviteUser.inviteAgain", Set.of(Permission.MANAGE_PEOPLE)),
          entry("InviteUser.isPossible", Set.of(Permission.READ_PEOPLE)),
          entry("InviteUser.list", Set.of(Permission.READ_PEOPLE)),
          entry("InviteUser.of", Set.of(Permission.READ_PEOPLE)),
          entry("InviteUser.withdraw", Set.of(Permission.MANAGE_PEOPLE)),
          entry("ManageAccess.addDatasource", Set.of(Permission.ADMINISTER_WORKSPACE)),
          entry("ManageAccess.addRole", Set.of(Permission.ADMINISTER_WORKSPACE)),
          entry("ManageAccess.changeDatasource", Set.of(Permission.ADMINISTER_WORKSPACE)),
          entry("ManageAccess.changeRole", Set.of(Permission.ADMINISTER_WORKSPACE)),
          entry("ManageAccess.datasource", Set.of(Permission.READ_SETTINGS)),
          entry("ManageAccess.datasources", Set.of(Permission.READ_SETTINGS)),
          entry("ManageAccess.removeDatasource", Set.of(Permission.ADMINISTER_WORKSPACE)),
          entry("ManageAccess.removeRole", Set.of(Permission.ADMINISTER_WORKSPACE)),
          entry("ManageAccess.role", Set.of(Permission.READ_SETTINGS)),
          entry("ManageAccess.roles", Set.of(Permission.READ_SETTINGS)),
          entry("ManageAuditWebhook.change", Set.of(Permission.ADMINISTER_WORKSPACE)),
          entry("ManageAuditWebhook.find", Set.of(Permission.READ_AUDIT)),
          entry("ManageAuditWebhook.rotateSecret", Set.of(Permission.ADMINISTER_WORKSPACE)),
          entry("ManageAuditWebhook.test", Set.of(Permission.ADMINISTER_WORKSPACE)),
          entry("ManageAuthenticationPolicy.change", Set.of(Permission.ADMINISTER_WORKSPACE)),
          entry("ManageAuthenticationPolicy.find", Set.of(Permission.READ_SETTINGS)),
          entry("ManageBranding.change", Set.of(Permission.ADMINISTER_WORKSPACE)),
          entry("ManageBranding.find", Set.of(Permission.READ_SETTINGS)),
          entry("ManageBranding.image", Set.of(Permission.READ_SETTINGS)),
          entry("ManageClients.add", Set.of(Permission.ADMINISTER_WORKSPACE)),
          entry("ManageClients.change", Set.of(Permission.ADMINISTER_WORKSPACE)),
          entry("ManageClients.find", Set.of(Permission.READ_APPLICATIONS)),
          entry("ManageClients.list", Set.of(Permission.READ_APPLICATIONS)),
          entry("ManageClients.remove", Set.of(Permission.ADMINISTER_WORKSPACE)),
          entry("ManageClients.rotateSecret", Set.of(Permission.MANAGE_KEYS)),
          entry("ManageDeveloperKeys.list", Set.of(Permission.MANAGE_KEYS)),
          entry("ManageDeveloperKeys.make", Set.of(Permission.MANAGE_KEYS)),
          entry("ManageDeveloperKeys.revoke", Set.of(Permission.MANAGE_KEYS)),
          entry("ManageDeveloperKeys.rotate", Set.of(Permission.MANAGE_KEYS)),
          entry("ManageLinkedIdentities.list", Set.of(Permission.READ_PEOPLE)),
          entry("ManageLinkedIdentities.unlink", Set.of(Permission.ADMINISTER_WORKSPACE)),
          entry("ManageProviders.add", Set.of(Permission.ADMINISTER_WORKSPACE)),
          entry("ManageProviders.change", Set.of(Permission.ADMINISTER_WORKSPACE)),
          entry("ManageProviders.find", Set.of(Permission.READ_SETTINGS)),
          entry("ManageProviders.list", Set.of(Permission.READ_SETTINGS)),
          entry("ManageProviders.remove", Set.of(Permission.ADMINISTER_WORKSPACE)),
          entry(
              "ManageProviders.trust",
              Set.of(Permission.ADMINISTER_INSTALLATION, Permission.ADMINISTER_WORKSPACE)),
          entry("ManageServiceAccounts.change", Set.of(Permission.MANAGE_KEYS)),
          entry("ManageServiceAccounts.find", Set.of(Permission.MANAGE_KEYS)),
          entry("ManageServiceAccounts.keys", Set.of(Permission.MANAGE_KEYS)),
          entry("ManageServiceAccounts.list", Set.of(Permission.MANAGE_KEYS)),
          entry("ManageServiceAccounts.makeKey", Set.of(Permission.MANAGE_KEYS)),
          entry("ManageServiceAccounts.revokeKey", Set.of(Permission.MANAGE_KEYS)),
          entry("ManageServiceAccounts.rotateKey", Set.of(Permission.MANAGE_KEYS)),
          entry("ManageSignOnPolicy.change", Set.of(Permission.ADMINISTER_WORKSPACE)),
          entry("ManageSignOnPolicy.find", Set.of(Permission.READ_SETTINGS)),
          entry("ManageSignOnPolicy.forbidsPassword", Set.of(Permission.READ_PEOPLE)),
          entry("ManageSigningKeys.list", Set.of(Permission.ADMINISTER_INSTALLATION)),
          entry("ManageSigningKeys.withdraw", Set.of(Permission.ADMINISTER_INSTALLATION)),
          entry("ManageTrustedDevices.end", Set.of(Permission.MANAGE_PEOPLE)),
          entry("ManageTrustedDevices.endAll", Set.of(Permission.MANAGE_PEOPLE)),
          entry("ManageTrustedDevices.list", Set.of(Permission.MANAGE_PEOPLE)),
          entry("ManageUserKeys.list", Set.of(Permission.MANAGE_PEOPLE)),
          entry("ManageUserKeys.revoke", Set.of(Permission.MANAGE_PEOPLE)),
          entry("ManageUserSessions.end", Set.of(Permission.MANAGE_PEOPLE)),
          entry("ManageUserSessions.endAll", Set.of(Permission.MANAGE_PEOPLE)),
          entry("ManageUserSessions.list", Set.of(Permission.MANAGE_PEOPLE)),
          entry("ReadAudit.export", Set.of(Permission.READ_AUDIT)),
          entry("ReadAudit.filter", Set.of(Permission.READ_AUDIT)),
          entry("ReadAudit.find", Set.of(Permission.READ_AUDIT)),
          // What is about the caller.
          entry("ReadAudit.own", Set.of()),
          entry("ReadOverview.failedLogins", Set.of(Permission.READ_AUDIT)),
          entry("ReadOverview.mail", Set.of(Permission.ADMINISTER_INSTALLATION)),
          entry("ReadOverview.openSessions", Set.of(Permission.READ_PEOPLE)),
          entry("ReadOverview.people", Set.of(Permission.READ_PEOPLE)),
          entry("ResetSecondFactor.reset", Set.of(Permission.MANAGE_PEOPLE)),
          entry("ResetUserPassword.reset", Set.of(Permission.MANAGE_PEOPLE)),
          entry("UnlockUser.lockedUntil", Set.of(Permission.READ_PEOPLE)),
          entry("UnlockUser.unlock", Set.of(Permission.MANAGE_PEOPLE)),
          entry("VerifyAudit.verify", Set.of(Permission.ADMINISTER_INSTALLATION)));

  private final BeanManager beans;
  private final CoreWorkspace works;
  private final Map<String, Caller> callers = new LinkedHashMap<>();

  UseCasesAskTest(BeanManager beans, CoreWorkspace works) {
    this.beans = beans;
    this.works = works;
  }

  @BeforeEach
  void addOneOfEachRank(AddServiceAccount addServiceAccount) {
    addServiceAccount.add(
        works.ann(), new NewServiceAccount(new UserName("nightly"), Optional.empty(), List.of()));
    works.add("user");
    callers.put("user", works.caller("user"));
    for (Rank rank : Rank.values()) {
      works.add(rank.word());
      works.change(rank.word(), user -> user.give(rank, true));
      callers.put(rank.word(), works.caller(rank.word()));
    }
  }

  private static List<Method> useCases() {
    return new ClassFileImporter()
            .withImportOption(new DoNotIncludeTests())
            .importPackages(ChangeUser.class.getPackageName())
            .stream()
            .map(JavaClass::reflect)
            .filter(type -> Modifier.isPublic(type.getModifiers()))
            .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
            .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
            .filter(method -> Arrays.asList(method.getParameterTypes()).contains(Caller.class))
            .toList();
  }

  private static String name(Method method) {
    return method.getDeclaringClass().getSimpleName() + "." + method.getName();
  }

  @Test
  void standAllHere() {
    assertThat(useCases().stream().map(UseCasesAskTest::name).distinct())
        .containsExactlyInAnyOrderElementsOf(NEEDED.keySet());
  }

  @Test
  void refuseWhomTheyHaveTo() {
    List<String> wrong = new ArrayList<>();
    for (Method method : useCases()) {
      Set<Permission> needed = NEEDED.getOrDefault(name(method), Set.of());
      callers.forEach(
          (who, caller) -> {
            boolean may = needed.stream().allMatch(caller::may);
            if (isRefused(method, caller) == may) {
              wrong.add(method + (may ? " refuses " : " lets in ") + who);
            }
          });
    }
    assertThat(wrong).isEmpty();
  }

  private boolean isRefused(Method method, Caller caller) {
    Object bean = beans.createInstance().select(method.getDeclaringClass()).get();
    Object[] arguments =
        Arrays.stream(method.getParameterTypes())
            .map(type -> type == Caller.class ? caller : nobodys(type, method))
            .toArray();
    try {
      method.invoke(bean, arguments);
      return false;
    } catch (InvocationTargetException e) {
      // Whoever may is told in some way that something is missing.
      return e.getCause() instanceof NotPermitted;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private @Nullable Object nobodys(Class<?> type, Method method) {
    boolean ofPrograms = method.getDeclaringClass() == ManageServiceAccounts.class;
    Map<Class<?>, Object> values =
        Map.of(
            String.class, "nobody-there",
            UUID.class, UUID.randomUUID(),
            Optional.class, Optional.empty(),
            List.class, List.of(),
            Duration.class, Duration.ZERO,
            int.class, 1,
            boolean.class, false,
            User.class, works.user(ofPrograms ? "nightly" : "user"),
            ClientOwner.class, ClientOwner.workspace(works.id()));
    return values.get(type);
  }
}
