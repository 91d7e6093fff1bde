package org.gatehouse.core.signon;

import java.util.List;
import java.util.Optional;
import org.gatehouse.core.user.User;

/**
 * What a login would come to.
 *
 * @param user who it would be; nothing for a user who would be added, or nobody
 * @param refusal why nobody would be let in
 * @param person what the provider tells of the person
 * @param roles the names of the roles that the person would have then; none after a refusal
 * @param unusedGroups in which groups the person is that mean no role
 */
public record DryRunResult(
    Optional<User> user,
    Optional<SignOnRefusal> refusal,
    MappedProfile person,
    List<String> roles,
    List<String> unusedGroups) {}
