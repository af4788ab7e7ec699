namespace Psutil.Recording;

/// <summary>A segment that is in a directory.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Name">Its name.</param>
/// <param name="Length">Its length when the directory was read.</param>
internal readonly record struct SegmentFile(string Path, SegmentName Name, long Length)
{
    // A week of hours is 168. Whoever can write here can put any number of names here.
    private const int MostSegments = 100_000;

    /// <summary>The segments in a directory, by their places.</summary>
    /// <exception cref="RecordingException">The directory cannot be read.</exception>
    public static List<SegmentFile> List(string directory)
    {
        List<SegmentFile> segments = [];
        try
        {
            foreach (FileInfo file in new DirectoryInfo(directory).EnumerateFiles("*.psr"))
            {
                if (SegmentName.Parse(file.Name) is { } name && file.LinkTarget is null && segments.Count < MostSegments)
                {
                    segments.Add(new SegmentFile(file.FullName, name, file.Length));
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RecordingException(FailureText.Of(directory, exception));
        }

        segments.Sort(static (left, right) => left.Name.CompareTo(right.Name));
        return segments;
    }

    /// <summary>The bytes of a segment, of which the first are read if it is longer than any recorder makes it.</summary>
    public static byte[] ReadBytes(SegmentFile file)
    {
        // To open a pipe would wait for its writer.
        if (file.Length == 0)
        {
            return [];
        }

        using FileStream stream = new(file.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        byte[] bytes = new byte[Math.Min(stream.Length, SegmentFormat.MostLength)];
        int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return length == bytes.Length ? bytes : bytes[..length];
    }
}
