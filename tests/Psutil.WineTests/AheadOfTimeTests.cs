using Psutil.WineTests.Wine;

namespace Psutil.WineTests;

/// <summary>
/// The native program for Windows (NativeAOT), as far as it can be made here: compiled to its object file, with every name that this
/// needs found in a library of the runtime or among the calls of Windows. It is not linked and not run, because the linker's libraries of
/// Windows are not to be had on other systems.
/// </summary>
public class AheadOfTimeTests
{
    [Fact]
    public async Task TheCommandCompilesForWindowsAndNeedsNothingThatIsNotThere()
    {
        (string? folder, string output) = await Publishing.CompileAheadOfTime("src/Psutil.Tool", "win-x64");
        Assert.SkipWhen(folder is null, $"The packages of the compiler for Windows are not to be had: {output}");
        Assert.DoesNotContain(": warning ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("will always throw", output, StringComparison.Ordinal);
        NativeObject compiled = NativeObject.Read(Path.Join(folder, "Psutil.Tool.obj"));
        Assert.Equal(NativeObject.X64, compiled.Machine);
        Assert.Contains("EnumServicesStatusExW", compiled.Undefined);
        HashSet<string> defined =
        [
            .. LinesOf("link.rsp").Where(File.Exists).SelectMany(NativeObject.NamesIn),
            .. LinesOf("Psutil.Tool.ilc.rsp")
                .Where(line => line.StartsWith("--directpinvokelist:", StringComparison.Ordinal))
                .SelectMany(line => File.ReadLines(line[(line.IndexOf(':') + 1)..]))
                .Where(line => line.Contains('!'))
                .Select(line => line[(line.IndexOf('!') + 1)..].Trim()),
        ];

        // Those of the C library are written small.
        Assert.DoesNotContain(compiled.Undefined, name => !defined.Contains(name) && char.IsAsciiLetterUpper(name[0]));

        IEnumerable<string> LinesOf(string file) =>
            File.ReadLines(Path.Join(folder, file))
                .Select(line => line.Trim().Trim('"'))
                .Where(line => line.EndsWith(".lib", StringComparison.Ordinal) || line.StartsWith('-'));
    }
}
