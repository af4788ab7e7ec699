using Psutil.Recording.Platforms.Unix;

namespace Psutil.Recording;

/// <summary>The directory to which one recorder writes.</summary>
internal sealed class RecordingDirectory : IDisposable
{
    private const string LockName = "recorder.lock";
    private const UnixFileMode OwnMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly FileStream _lock;

    private RecordingDirectory(string path, FileStream heldLock) => (Path, _lock) = (path, heldLock);

    public string Path { get; }

    /// <summary>Opens a directory, which is created if there is none, for one recorder.</summary>
    /// <exception cref="RecordingException">It cannot be used, or another recorder uses it.</exception>
    public static RecordingDirectory Open(string directory)
    {
        // A link that ends in a separator would be followed.
        string path = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(directory));
        try
        {
            Create(path);
            DirectoryOwner.Check(path);
            return new RecordingDirectory(path, TakeLock(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RecordingException(FailureText.Of(path, exception));
        }
    }

    /// <summary>Creates the file of a segment. Nothing of that name is there, or this fails.</summary>
    public FileStream CreateSegment(SegmentName name) => new(System.IO.Path.Join(Path, name.ToString()), Options(FileMode.CreateNew));

    /// <summary>Removes segments until what is left is neither too old nor too much.</summary>
    /// <param name="oldest">What began before this, and whose successor did too, is removed; null for no limit.</param>
    /// <param name="mostBytes">How much may be left; null for no limit.</param>
    public void RemoveOld(DateTimeOffset? oldest, long? mostBytes)
    {
        List<SegmentFile> segments = SegmentFile.List(Path);
        long bytes = segments.Sum(segment => segment.Length);
        for (int index = 0; index < segments.Count; index++)
        {
            SegmentFile segment = segments[index];
            // A segment holds what comes before the start of the next one.
            bool isOld = oldest is { } limit && segment.Name.Start < limit && EndOf(segments, index) < limit;
            if (!isOld && !(bytes > mostBytes))
            {
                continue;
            }

            try
            {
                File.Delete(segment.Path);
                bytes -= segment.Length;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Another program reads it, on Windows. The next time it is removed.
            }
        }
    }

    public void Dispose() => _lock.Dispose();

    private static DateTimeOffset EndOf(List<SegmentFile> segments, int index) =>
        index + 1 < segments.Count ? segments[index + 1].Name.Start : DateTimeOffset.MaxValue;

    private static void Create(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        // Those above it are as the user has them made.
        if (System.IO.Path.GetDirectoryName(path) is { } parent)
        {
            Directory.CreateDirectory(parent);
        }

        if (DirectoryOwner.HasModes)
        {
#pragma warning disable CA1416 // Asked above.
            Directory.CreateDirectory(path, OwnMode | UnixFileMode.UserExecute);
#pragma warning restore CA1416
        }
        else
        {
            Directory.CreateDirectory(path);
        }
    }

    private static FileStream TakeLock(string path)
    {
        try
        {
            return new FileStream(System.IO.Path.Join(path, LockName), Options(FileMode.OpenOrCreate));
        }
        catch (IOException) when (File.Exists(System.IO.Path.Join(path, LockName)))
        {
            throw new RecordingException($"another recorder writes to {path}");
        }
    }

    private static FileStreamOptions Options(FileMode mode)
    {
        FileStreamOptions options = new()
        {
            Mode = mode,
            Access = FileAccess.Write,

            // Unbuffered: what is written is with the system, and outlives this process.
            BufferSize = 0,
            Share = mode == FileMode.CreateNew ? FileShare.Read | FileShare.Delete : FileShare.None,
        };
        if (DirectoryOwner.HasModes)
        {
            options.UnixCreateMode = OwnMode;
        }

        return options;
    }
}
