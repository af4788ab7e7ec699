namespace Psutil.Recording;

/// <summary>How a field of a row is written. A number of a file: never renumbered.</summary>
internal enum FieldKind : byte
{
    /// <summary>The field is gone. Only in a difference.</summary>
    Removed = 0,

    /// <summary>A 64-bit integer.</summary>
    Integer = 1,

    /// <summary>What is added to the integer that the row had before. Only in a difference.</summary>
    Difference = 2,

    /// <summary>A double, by its bits.</summary>
    Real = 3,

    /// <summary>A text.</summary>
    Text = 4,
}
