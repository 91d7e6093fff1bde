/**
 * What the people and programs of a workspace may reach: roles, datasources, and who has which
 * role. What Gatehouse's own roles allow is not decided here.
 */
@NullMarked
package org.gatehouse.core.access;

import org.jspecify.annotations.NullMarked;
