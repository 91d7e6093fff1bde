/**
 * Keys for programs: 256 random bits each, shown once, stored hashed. A user key or service key
 * stands in for the password of its user, a developer key names an application of a workspace.
 */
@NullMarked
package org.gatehouse.core.credential.apikey;

import org.jspecify.annotations.NullMarked;
