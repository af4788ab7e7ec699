namespace Psutil.Platforms.Linux.Parsing;

/// <summary>A NUMA node's <c>distance</c>: the cost of each node's memory, in the order of the nodes, separated by blanks.</summary>
internal static class NodeDistances
{
    /// <summary>Null unless there is one positive number for each of the nodes.</summary>
    public static int[]? Parse(ReadOnlySpan<byte> text, int nodes)
    {
        int[] distances = new int[nodes];
        int count = 0;
        text = Ascii.Trim(text);
        foreach (Range range in text.Split((byte)' '))
        {
            ReadOnlySpan<byte> field = text[range];
            if (field.IsEmpty)
            {
                continue;
            }

            if (count == nodes || !Ascii.TryParse(field, out int distance) || distance <= 0)
            {
                return null;
            }

            distances[count++] = distance;
        }

        return count == nodes ? distances : null;
    }
}
