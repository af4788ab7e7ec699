using System.Runtime.InteropServices;
using Psutil.HostileTests.Fuzzing;

namespace Psutil.HostileTests.Roots;

/// <summary>One thing made wrong in a root; disposing it makes it right again.</summary>
internal sealed partial class RootMutation : IDisposable
{
    private readonly string _path;
    private readonly byte[]? _bytes;
    private readonly string? _linkTarget;

    private RootMutation(string path, string kind)
    {
        _path = path;
        Description = $"{kind} {path}";
        _linkTarget = new FileInfo(path).LinkTarget;
        _bytes = _linkTarget is null ? File.ReadAllBytes(path) : null;
    }

    public string Description { get; private set; }

    /// <summary>Makes one file or link of the root wrong.</summary>
    public static RootMutation Make(string path, Random random)
    {
        string kind = random.Next(16) switch
        {
            0 => "empty",
            1 => "gone",
            2 => "folder",
            3 => "fifo",
            4 => "loop",
            5 => "link to /dev/zero",
            6 => "link outside",
            7 => "endless",
            8 => "cut",
            _ => "changed",
        };
        RootMutation mutation = new(path, kind);
        byte[] bytes = mutation._bytes ?? [];
        File.Delete(path);
        switch (kind)
        {
            case "empty":
                File.WriteAllBytes(path, []);
                break;
            case "gone":
                break;
            case "folder":
                Directory.CreateDirectory(Path.Join(path, "1"));
                break;
            case "fifo":
                Assert.Equal(0, MakeFifo(path, 0x1A4));
                break;
            case "loop":
                File.CreateSymbolicLink(path, Path.GetFileName(path));
                break;
            case "link to /dev/zero":
                File.CreateSymbolicLink(path, "/dev/zero");
                break;
            case "link outside":
                File.CreateSymbolicLink(path, "../../../../../../../../etc/hostname");
                break;
            case "endless":
                using (FileStream file = File.Create(path))
                {
                    file.Write(bytes);
                    file.SetLength(3L << 30);
                }

                break;
            case "cut":
                File.WriteAllBytes(path, bytes[..random.Next(bytes.Length + 1)]);
                break;
            default:
                byte[] changed = new Mutator(random).Mutate(bytes, bytes);
                mutation.Description += $" to {Corpus.Escape(changed)}";
                File.WriteAllBytes(path, changed);
                break;
        }

        return mutation;
    }

    public void Dispose()
    {
        if (Directory.Exists(_path) && new FileInfo(_path).LinkTarget is null)
        {
            Directory.Delete(_path, recursive: true);
        }
        else
        {
            File.Delete(_path);
        }

        if (_linkTarget is not null)
        {
            File.CreateSymbolicLink(_path, _linkTarget);
        }
        else
        {
            File.WriteAllBytes(_path, _bytes!);
        }
    }

    [LibraryImport("libc", EntryPoint = "mkfifo", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakeFifo(string path, uint mode);
}
