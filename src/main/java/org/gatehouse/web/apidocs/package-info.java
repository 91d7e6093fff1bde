/**
 * What programs may ask, as OpenAPI 3.1: the document, and the page on which people read it and try
 * calls. It is kept by hand, a file an API; tests hold it to what the server answers.
 */
@NullMarked
package org.gatehouse.web.apidocs;

import org.jspecify.annotations.NullMarked;
