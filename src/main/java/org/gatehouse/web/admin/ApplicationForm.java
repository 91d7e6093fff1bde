package org.gatehouse.web.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gatehouse.core.oauth.client.ClientMetadata;
import org.gatehouse.core.text.Json;
import org.gatehouse.web.Form;
import org.gatehouse.web.Texts;

/**
 * What an administrator changes of an application. Each field is called as its member of the
 * metadata; what has no field isn't touched.
 */
@Named
@RequestScoped
public class ApplicationForm {
  private static final String ROLES = "roles";

  @Inject private AccessChoices choices;
  @Inject private Texts texts;

  private final Form fields =
      new Form(
              "client_name",
              "redirect_uris",
              "post_logout_redirect_uris",
              "backchannel_logout_uri",
              "logo_uri",
              "client_uri",
              "consent",
              "access_token_lifetime")
          .boxes("require_pkce");
  private Choices roles = Choices.NONE;

  /** Fills the form with what is so. */
  void begin(ClientMetadata metadata) {
    fields.keySet().forEach(field -> fields.put(field, shown(member(metadata, field))));
    roles = choices.rolesOfApplication(metadata.roles());
  }

  private static JsonValue member(ClientMetadata metadata, String name) {
    return metadata.json().getOrDefault(name, JsonValue.NULL);
  }

  private static Object shown(JsonValue value) {
    if (value instanceof JsonArray list) {
      return list.getValuesAs(JsonString::getString).stream().collect(Collectors.joining("\n"));
    }
    if (value instanceof JsonString text) {
      return text.getString();
    }
    return switch (value.getValueType()) {
      case TRUE -> true;
      case FALSE -> false;
      case NULL -> "";
      default -> value.toString();
    };
  }

  /**
   * What is to be otherwise (RFC 7396), or nothing after saying beside each field what is wrong
   * with it.
   *
   * @param before what is so, by which each field is judged alone
   */
  Optional<JsonObject> changes(ClientMetadata before) {
    Map<String, JsonValue> typed = new LinkedHashMap<>();
    fields.keySet().forEach(field -> typed.put(field, typed(field, member(before, field))));
    roles.changed().ifPresent(names -> typed.put(ROLES, Json.createArrayBuilder(names).build()));
    boolean right = true;
    for (String member : typed.keySet()) {
      JsonObject change = Json.createObjectBuilder().add(member, typed.get(member)).build();
      right &= texts.read(member, () -> before.with(change)).isPresent();
    }
    return right ? Optional.of(Json.createObjectBuilder(typed).build()) : Optional.empty();
  }

  private JsonValue typed(String member, JsonValue before) {
    return switch (before.getValueType()) {
      case TRUE, FALSE -> fields.isTicked(member) ? JsonValue.TRUE : JsonValue.FALSE;
      case ARRAY ->
          Json.createArrayBuilder(
                  fields.text(member).lines().map(String::strip).filter(l -> !l.isEmpty()).toList())
              .build();
      case NUMBER -> number(fields.text(member).strip());
      default -> text(fields.text(member).strip());
    };
  }

  /** What is no number is left for the rules to refuse. */
  private static JsonValue number(String typed) {
    return typed.matches("[0-9]{1,9}") ? Json.createValue(Integer.parseInt(typed)) : text(typed);
  }

  private static JsonValue text(String typed) {
    return typed.isEmpty() ? JsonValue.NULL : Json.createValue(typed);
  }

  /** The roles of which one is needed to use the application. */
  public Choices getRoles() {
    return roles;
  }

  public Form getFields() {
    return fields;
  }
}
