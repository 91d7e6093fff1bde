package org.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.Database;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Workspace;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which people the list shows, as its address says, and where the overview leads. */
@ExtendWith(DeployedGatehouse.class)
class PeopleListIT {
  private Workspace works;
  private Api admin;

  @BeforeEach
  void signUp() {
    works = Workspace.signUp();
    admin = works.administrator().api();
    works.add("bob");
    works.add("carol");
  }

  private Document page(String path) {
    return Jsoup.parse(admin.get(path).is(200).body());
  }

  @Test
  void whatTheAddressSaysWrongIsNothing() {
    String all = page("/admin/users").select("#list").text();

    for (String query :
        List.of(
            "state=gone",
            "rank=king",
            "factor=1%27%20or%201=1",
            "sort=name_key",
            "role=" + "x".repeat(65))) {
      Document list = page("/admin/users?" + query);
      assertThat(list.select("#list").text()).as(query).isEqualTo(all);
      assertThat(list.select(".filter a")).as("nothing to show all of: %s", query).isEmpty();
    }
    assertThat(page("/admin/users?state=active").select(".filter a")).hasSize(1);
  }

  @Test
  void theOverviewLeadsToThoseWhomItCounts() {
    Database.update(
        "insert into passkey (id, user_id, credential_id, credential_data, name, sign_count,"
            + " backup_eligible, backed_up, transports, created_at)"
            + " select u.id, u.id, concat('c', cast(u.id as varchar(36))), '', 'Laptop', 0, false,"
            + " false, '', u.created_at from user_account u, workspace w"
            + " where w.id = u.workspace_id and w.name = ? and u.name = 'bob'",
        works.name());
    Database.update(
        "insert into totp_credential (user_id, encrypted_secret, begun_at, confirmed_at, last_step)"
            + " select u.id, '', u.created_at, u.created_at, 0 from user_account u, workspace w"
            + " where w.id = u.workspace_id and w.name = ? and u.name = 'carol'",
        works.name());

    Map<String, String> counted = new LinkedHashMap<>();
    for (Element figure : page("/admin").select("section:has(#people) li")) {
      String link = figure.select("a").attr("href");
      counted.put(figure.select("a").text(), figure.select(".number").text());
      if (link.contains("state=")) {
        assertThat(page(link).select("#list").text().replace("Nothing", "0"))
            .as(link)
            .startsWith(figure.select(".number").text());
      }
    }
    assertThat(counted)
        .containsEntry("With a second factor", "2")
        .containsEntry("With a passkey", "1")
        .containsEntry("Without a second factor", "1");
  }
}
