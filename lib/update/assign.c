/* SPDX-License-Identifier: EUPL-1.2 */
#include <math.h>

#include "update/match-private.h"

/*
 * The Hungarian method in the form with potentials (Kuhn 1955, Munkres 1957; rows added one by one by a
 * shortest path, as in Jonker and Volgenant 1987). Indices count from 1, 0 is the row that is being
 * added.
 */
typedef struct Assigner {
    const double *scores;
    guint rows, columns; /* rows <= columns */
    bool turned;         /* the scores are stored the other way round */
    double *row_potential, *column_potential;
    guint *row_of; /* the row that has a column */
} Assigner;

static double
cost_of(const Assigner *assigner, guint row, guint column)
{
    size_t at = assigner->turned ? (size_t)(column - 1) * assigner->rows + (row - 1)
                                 : (size_t)(row - 1) * assigner->columns + (column - 1);

    return -assigner->scores[at];
}

/* The free column nearest to those seen, from the row of the column seen last. */
static guint
reach(const Assigner *assigner, guint from, const bool *seen, double *distance, guint *way)
{
    guint row = assigner->row_of[from], nearest = 0;
    double least = INFINITY;

    for (guint j = 1; j <= assigner->columns; j++) {
        if (seen[j])
            continue;
        double reduced = cost_of(assigner, row, j) - assigner->row_potential[row] -
                         assigner->column_potential[j];
        if (reduced < distance[j]) {
            distance[j] = reduced;
            way[j] = from;
        }
        if (distance[j] < least) {
            least = distance[j];
            nearest = j;
        }
    }
    return nearest;
}

static void
move_potentials(Assigner *assigner, const bool *seen, double *distance, double by)
{
    for (guint j = 0; j <= assigner->columns; j++) {
        if (seen[j]) {
            assigner->row_potential[assigner->row_of[j]] += by;
            assigner->column_potential[j] -= by;
        } else {
            distance[j] -= by;
        }
    }
}

static void
add_row(Assigner *assigner, guint row)
{
    g_autofree double *distance = g_new(double, assigner->columns + 1);
    g_autofree bool *seen = g_new0(bool, assigner->columns + 1);
    g_autofree guint *way = g_new0(guint, assigner->columns + 1);
    guint column = 0;

    for (guint j = 0; j <= assigner->columns; j++)
        distance[j] = INFINITY;
    assigner->row_of[0] = row;
    do {
        seen[column] = true;
        guint next = reach(assigner, column, seen, distance, way);
        move_potentials(assigner, seen, distance, distance[next]);
        column = next;
    } while (assigner->row_of[column] != 0);
    for (; column != 0; column = way[column])
        assigner->row_of[column] = assigner->row_of[way[column]];
}

int *
assign_columns(const double *scores, guint rows, guint columns)
{
    bool turned = rows > columns;
    guint low = MIN(rows, columns), high = MAX(rows, columns);
    g_autofree double *row_potential = g_new0(double, low + 1);
    g_autofree double *column_potential = g_new0(double, high + 1);
    g_autofree guint *row_of = g_new0(guint, high + 1);
    Assigner assigner = { scores, low, high, turned, row_potential, column_potential, row_of };
    int *result = g_new(int, rows);

    for (guint i = 0; i < rows; i++)
        result[i] = -1;
    for (guint i = 1; i <= low; i++)
        add_row(&assigner, i);
    for (guint j = 1; j <= high; j++) {
        if (row_of[j] == 0 || cost_of(&assigner, row_of[j], j) >= 0)
            continue;
        if (turned)
            result[j - 1] = (int)row_of[j] - 1;
        else
            result[row_of[j] - 1] = (int)j - 1;
    }
    return result;
}
