package dev.arbor.core.tree.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.arbor.core.tree.MalformedTreeException;
import org.junit.jupiter.api.Test;

class RawRubyTest {

    private static String text(String xml) {
        try (XmlCursor cursor = new XmlCursor(xml)) {
            cursor.enterRoot();
            return cursor.text();
        }
    }

    @Test
    void rubyThatIsNotEscapedIsRead() {
        assertThat(text("<a>x <%= @results['A']['B'] %>, <%= 1 < 2 && \"é\" %> y</a>"))
                .isEqualTo("x <%= @results['A']['B'] %>, <%= 1 < 2 && \"é\" %> y");
        assertThat(text("<a><%=\n'&amp;'\n%></a>")).isEqualTo("<%=\n'&'\n%>");
    }

    @Test
    void everythingElseStaysAsItIs() {
        assertThat(text("<a>&lt;%= 1 &lt; 2 %&gt;</a>")).isEqualTo("<%= 1 < 2 %>");
        assertThat(text("<a><![CDATA[<%= 1 < 2 %>]]><!-- <% 1 %> --></a>")).isEqualTo("<%= 1 < 2 %>");
        assertThatThrownBy(() -> text("<a><%= never ends</a>")).isInstanceOf(MalformedTreeException.class);
    }
}
