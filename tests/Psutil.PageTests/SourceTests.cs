using System.Text.RegularExpressions;
using Psutil.AspNetCore;

namespace Psutil.PageTests;

/// <summary>What the files of the page must not contain, whatever a browser would make of it.</summary>
public partial class SourceTests
{
    public static TheoryData<string> Scripts => [.. Names().Where(name => name.EndsWith(".js", StringComparison.Ordinal))];

    public static TheoryData<string> Files => [.. Names()];

    [Fact]
    public void ThePageIsInTheAssembly() => Assert.Contains("page/index.html", Names());

    [Theory]
    [MemberData(nameof(Scripts))]
    public void AScriptMakesNoMarkupOfText(string name) => Assert.DoesNotMatch(Markup(), Read(name));

    [Theory]
    [MemberData(nameof(Files))]
    public void AFileNamesNoOtherHost(string name) =>
        Assert.DoesNotMatch(Host(), Read(name).Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal));

    [Fact]
    public void TheDocumentHasNeitherScriptNorStyleOfItsOwn()
    {
        string document = Read("page/index.html");
        Assert.DoesNotMatch(Inline(), document);
        Assert.Contains("<html lang=\"en\">", document, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void AFileIsShortEnoughToBeRead(string name) =>
        Assert.InRange(Read(name).Split('\n').Length, 1, name.EndsWith(".css", StringComparison.Ordinal) ? 900 : 500);

    private static IEnumerable<string> Names() => typeof(PsutilEndpointOptions).Assembly.GetManifestResourceNames();

    private static string Read(string name)
    {
        using StreamReader reader = new(typeof(PsutilEndpointOptions).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(
        @"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser|setHTML|cssText|setAttribute\([^,]*,?\s*'(style|on|href|src)"
    )]
    private static partial Regex Markup();

    [GeneratedRegex(@"\b(https?|wss?):|[""'(]//")]
    private static partial Regex Host();

    [GeneratedRegex(@"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)|javascript:", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();
}
