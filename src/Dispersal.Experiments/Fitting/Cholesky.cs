namespace Dispersal.Experiments.Fitting;

/// <summary>The lower triangle L with L L' = A of a symmetric positive definite matrix, row by row.</summary>
internal sealed class Cholesky
{
    private readonly double[] lower;
    private readonly int size;

    private Cholesky(double[] lower, int size) => (this.lower, this.size) = (lower, size);

    /// <summary>ln of the determinant of A.</summary>
    public double LogDeterminant
    {
        get
        {
            double sum = 0;
            for (int i = 0; i < size; i++)
            {
                sum += 2 * PortableMath.Log(lower[(i * size) + i]);
            }

            return sum;
        }
    }

    /// <summary>The triangle of a matrix; null where the matrix is not positive definite. Overwrites the matrix.</summary>
    public static Cholesky? Of(double[] matrix, int size)
    {
        for (int i = 0; i < size; i++)
        {
            Span<double> row = matrix.AsSpan(i * size, size);
            for (int j = 0; j <= i; j++)
            {
                double sum = row[j] - Dot(row[..j], matrix.AsSpan(j * size, j));
                if (i == j)
                {
                    if (!(sum > 0))
                    {
                        return null;
                    }

                    row[i] = Math.Sqrt(sum);
                }
                else
                {
                    row[j] = sum / matrix[(j * size) + j];
                }
            }

            row[(i + 1)..].Clear();
        }

        return new(matrix, size);
    }

    /// <summary>Replaces b by the solution of L x = b.</summary>
    public void SolveLower(Span<double> b)
    {
        for (int i = 0; i < size; i++)
        {
            b[i] = (b[i] - Dot(lower.AsSpan(i * size, i), b[..i])) / lower[(i * size) + i];
        }
    }

    /// <summary>Replaces b by the solution of A x = b.</summary>
    public void Solve(Span<double> b)
    {
        SolveLower(b);
        for (int i = size - 1; i >= 0; i--)
        {
            double x = b[i] /= lower[(i * size) + i];
            for (int j = 0; j < i; j++)
            {
                b[j] -= lower[(i * size) + j] * x;
            }
        }
    }

    /// <summary>L times a vector.</summary>
    public void Multiply(ReadOnlySpan<double> vector, Span<double> into)
    {
        for (int i = 0; i < size; i++)
        {
            into[i] = Dot(lower.AsSpan(i * size, i + 1), vector[..(i + 1)]);
        }
    }

    // In one order always, whatever the width of vectors.
    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        (double s0, double s1, double s2, double s3) = (0, 0, 0, 0);
        int i = 0;
        for (; i + 4 <= a.Length; i += 4)
        {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }

        for (; i < a.Length; i++)
        {
            s0 += a[i] * b[i];
        }

        return s0 + s1 + (s2 + s3);
    }
}
