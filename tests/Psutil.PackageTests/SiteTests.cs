using System.Net;
using System.Text.RegularExpressions;
using Psutil.ContractTests;
using Psutil.WineTests.Wine;

namespace Psutil.PackageTests;

/// <summary>The site of the documentation, made by its script: a dead link or a reference to nothing ends it with an error.</summary>
public partial class SiteTests
{
    [Fact]
    public async Task ItIsMadeWithoutADeadLink()
    {
        Assert.SkipWhen(Program.Find("bash") is null, "bash is not installed.");
        (int? exitCode, string output, string error) = await Program.Run(
            "bash",
            [Path.Join(Repository.Root, "eng", "make-site.sh")],
            TimeSpan.FromMinutes(15),
            new Dictionary<string, string> { ["MSBUILDDISABLENODEREUSE"] = "1" }
        );
        Assert.True(exitCode == 0, output + error);
        string site = Path.Join(Repository.Root, "artifacts", "site", "html");
        Assert.Contains("Psutil for .NET", await ReadAsync("index.html"), StringComparison.Ordinal);

        // Each page of the list of contents is there, and each public type has one.
        string contents = await File.ReadAllTextAsync(Path.Join(Repository.Root, "toc.yml"), TestContext.Current.CancellationToken);
        string[] pages =
        [
            .. Page()
                .Matches(contents)
                .Select(match => match.Groups["page"].Value.Replace("artifacts/site/", "", StringComparison.Ordinal)),
        ];
        Assert.NotEmpty(pages);
        Assert.All(pages, page => Assert.True(File.Exists(Path.Join(site, Path.ChangeExtension(page, "html"))), page));
        Assert.All(typeof(Machine).Assembly.GetExportedTypes().Where(type => type is { IsNested: false, IsGenericType: false }), type =>
            Assert.True(File.Exists(Path.Join(site, "api", $"{type.FullName}.html")), type.FullName)
        );
        // Each command has a page with its options, and what a system lacks is in the tables.
        Assert.Contains("--sort", await ReadAsync("commands/psutil-ps.html"), StringComparison.Ordinal);
        Assert.Contains("GetFans", await ReadAsync("systems/index.html"), StringComparison.Ordinal);
        Assert.Contains("GetVirtual", WebUtility.HtmlDecode(await ReadAsync("api/Psutil.Memory.html")), StringComparison.Ordinal);

        Task<string> ReadAsync(string page) => File.ReadAllTextAsync(Path.Join(site, page), TestContext.Current.CancellationToken);
    }

    [GeneratedRegex(@"href: (?<page>\S+\.md)")]
    private static partial Regex Page();
}
