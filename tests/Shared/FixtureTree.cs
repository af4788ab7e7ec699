using System.Text;

namespace Psutil.Testing;

/// <summary>
/// A fake machine's files: a folder with <c>proc</c>, <c>sys</c>, <c>etc</c>, <c>run</c> and <c>dev</c>, written by a test and removed with
/// it.
/// </summary>
public sealed class FixtureTree : IDisposable
{
    public FixtureTree()
    {
        Root = Directory.CreateTempSubdirectory("psutil-fixture-").FullName;
        foreach (string folder in (ReadOnlySpan<string>)["proc", "sys", "etc", "run", "dev"])
        {
            Directory.CreateDirectory(Path.Join(Root, folder));
        }
    }

    public string Root { get; }

    /// <summary>The machine whose files these are.</summary>
    public Machine Machine => Open(TimeProvider.System);

    /// <summary>The same machine, going by a clock.</summary>
    public Machine Open(TimeProvider clock) =>
        Machine.Open(
            new MachineOptions
            {
                ProcPath = Path.Join(Root, "proc"),
                SysPath = Path.Join(Root, "sys"),
                EtcPath = Path.Join(Root, "etc"),
                RunPath = Path.Join(Root, "run"),
                DevPath = Path.Join(Root, "dev"),
                RootPath = Root,
                TimeProvider = clock,
            }
        );

    /// <summary>Writes a file, as UTF-8; line ends are those of the text.</summary>
    public FixtureTree Add(string path, string text) => Add(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a file.</summary>
    public FixtureTree Add(string path, byte[] bytes)
    {
        string full = Path.Join(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, bytes);
        return this;
    }

    /// <summary>Makes an empty folder.</summary>
    public FixtureTree AddFolder(string path)
    {
        Directory.CreateDirectory(Path.Join(Root, path));
        return this;
    }

    /// <summary>Makes a symbolic link; the target need not exist.</summary>
    public FixtureTree AddLink(string path, string target)
    {
        string full = Path.Join(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.CreateSymbolicLink(full, target);
        return this;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
