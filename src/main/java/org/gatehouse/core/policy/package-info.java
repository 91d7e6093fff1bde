/** What workspaces, and the installation, demand of the logins of people. */
@NullMarked
package org.gatehouse.core.policy;

import org.jspecify.annotations.NullMarked;
