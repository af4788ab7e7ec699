using System.Text.RegularExpressions;
using Psutil.ContractTests;

namespace Psutil.PackageTests;

/// <summary>The Dockerfile, which no engine builds here: its instructions are those that an image of a monitor should have.</summary>
public partial class ImageTests
{
    private static readonly Dockerfile Image = Dockerfile.Read();

    [Fact]
    public void ItHasOneStageAndRunsNothingWhileItIsBuilt()
    {
        string[] known = ["FROM", "ARG", "LABEL", "COPY", "ENV", "USER", "EXPOSE", "ENTRYPOINT", "CMD"];
        Assert.All(Image.Instructions, instruction => Assert.Contains(instruction.Name, known));
        Assert.Equal("FROM", Image.Instructions[0].Name);
        Assert.Single(Image.Of("FROM"));
    }

    [Fact]
    public void ItsBaseIsTheRuntimesOfTheVersionThatTheProgramHas()
    {
        // Neither "latest" nor without a tag, either of which is another image tomorrow.
        Match tag = BaseImage().Match(Image.Of("FROM").Single());
        Assert.True(tag.Success, "the base is no image of runtime-deps with a version");
        Assert.Contains(
            $"<TargetFramework>net{tag.Groups["version"].Value}</TargetFramework>",
            Repository.Read("Directory.Build.props"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void ItIsNotRoot() => Assert.Matches("^[1-9][0-9]{2,}:[1-9][0-9]{2,}$", Image.Of("USER").Single());

    [Fact]
    public void ItDescribesItself()
    {
        string labels = Image.Of("LABEL").Single();
        Assert.All(["title", "description", "licenses", "version", "revision"], name =>
            Assert.Matches($"org\\.opencontainers\\.image\\.{name}=\"[^\"]+\"", labels)
        );

        // What a label stands for is given when it is built, and has a default.
        Assert.All(Variable().Matches(labels).Select(match => match.Groups["name"].Value), name =>
            Assert.Contains(Image.Of("ARG"), argument => argument.StartsWith(name + "=", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void WhatItStartsIsWhatItCopies()
    {
        Assert.StartsWith("/usr/bin/", Image.EntryPoint.Single(), StringComparison.Ordinal);
        Assert.Contains("psutil", Image.CopiedFiles);
        Assert.Contains("psutil-serve", Image.CopiedFiles);
        Assert.Contains("LICENSE", Image.CopiedFiles);
        Assert.Equal(["serve"], Image.Arguments);
        string source = Repository.Read("eng/release.sh");
        Assert.Contains($"cp {Dockerfile.Path} ", source, StringComparison.Ordinal);
    }

    [Fact]
    public void TheDocumentMountsTheRootWhereItIsExpected()
    {
        string root = Image.Of("ENV").Single();
        Assert.StartsWith("HOST_ROOT=/", root, StringComparison.Ordinal);
        string[] runs = [.. Run().Matches(Repository.Read("docs/fleet.md")).Select(match => match.Value)];
        Assert.NotEmpty(runs);
        Assert.All(runs, run => Assert.Contains($" --volume /:{root.Split('=')[1]}:ro,rslave ", run, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^mcr\.microsoft\.com/dotnet/runtime-deps:(?<version>[0-9]+\.[0-9]+)-[a-z]+-chiseled$")]
    private static partial Regex BaseImage();

    [GeneratedRegex(@"\$(?<name>[A-Z]+)")]
    private static partial Regex Variable();

    [GeneratedRegex("^    docker run .*$", RegexOptions.Multiline)]
    private static partial Regex Run();
}
