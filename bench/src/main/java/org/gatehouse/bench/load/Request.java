package org.gatehouse.bench.load;

import java.util.HashMap;
import java.util.Map;

/**
 * A request, with places for the columns of a line: {@code {1}}, {@code {2}} and so on in path,
 * headers and body.
 *
 * @param method of HTTP
 * @param path with the query
 * @param headers by their names
 * @param body empty for none
 */
public record Request(String method, String path, Map<String, String> headers, String body) {
  Request with(String header, String value) {
    Map<String, String> all = new HashMap<>(headers);
    all.put(header, value);
    return new Request(method, path, all, body);
  }

  Request by(String otherMethod) {
    return new Request(otherMethod, path, headers, body);
  }
}
